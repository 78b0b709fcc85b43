package dev.haios.router.matrix;

import dev.haios.contracts.routing.ProviderMatrix;
import dev.haios.contracts.schema.Contracts;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.home.HaiosHome;
import dev.haios.router.matrix.MatrixReading.Accepted;
import dev.haios.router.matrix.MatrixReading.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Reads the file and checks it against the contract {@code providers_matrix}. */
@Component
final class MatrixFile {

    private static final int MAX_BYTES = 4 << 20;
    private static final int SHOWN_VIOLATIONS = 5;

    private final Path path;
    private final Contracts contracts;

    MatrixFile(MatrixSettings settings, HaiosHome home, Contracts contracts) {
        this.path = home.config().resolve(settings.file()).normalize();
        this.contracts = contracts;
    }

    Path path() {
        return path;
    }

    /** The bytes as they are now, hashed; the whole file is small enough for every second. */
    MatrixReading read() {
        byte[] bytes;
        try (var in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            return new Refused("unreadable", "cannot read " + path + ": " + e);
        }
        var version = version(bytes);
        if (bytes.length > MAX_BYTES) {
            return new Refused(version, path + " is larger than " + MAX_BYTES + " bytes");
        }
        return parse(version, new String(bytes, StandardCharsets.UTF_8));
    }

    MatrixReading parse(String version, String body) {
        try {
            var violations = contracts.violations("providers_matrix", Wire.mapper().readTree(body));
            if (!violations.isEmpty()) {
                return new Refused(
                        version,
                        violations.stream()
                                .limit(SHOWN_VIOLATIONS)
                                .map(violation -> violation.pointer() + " " + violation.detail())
                                .collect(Collectors.joining("; ")));
            }
            return new Accepted(
                    new Matrix(version, Wire.mapper().readValue(body, ProviderMatrix.class)), body);
        } catch (JacksonException e) {
            return new Refused(version, e.getOriginalMessage() + at(e));
        }
    }

    private static String at(JacksonException e) {
        var location = e.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ")";
    }

    private static String version(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "sha256:" + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
