package dev.haios.cli.receipts;

import dev.haios.cli.session.Session;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Where the chain ended when it was last found intact. Kept here, apart from the gateway's store:
 * whoever cuts the chain and puts back an older signed head is found out.
 */
record VerifiedHead(long seq, String hash) {

    static Optional<VerifiedHead> load(Session session) {
        try {
            byte[] json = Files.readAllBytes(file(session));
            return Optional.of(Wire.mapper().readValue(json, VerifiedHead.class));
        } catch (IOException | JacksonException noneOrUnreadable) {
            return Optional.empty();
        }
    }

    void store(Session session) {
        try {
            Files.createDirectories(session.artifacts().resolve("run"));
            Files.write(file(session), Wire.mapper().writeValueAsBytes(this));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Path file(Session session) {
        return session.artifacts().resolve("run/verified_receipts.json");
    }
}
