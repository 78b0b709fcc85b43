package dev.haios.cli.call;

import dev.haios.cli.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The token the command line shows to services: HAIOS_TOKEN, else the operator's token that {@code
 * haios up} makes once. Its value is never printed.
 */
public final class Credential {

    private static final int RANDOM_BYTES = 32;

    private final Session session;

    public Credential(Session session) {
        this.session = session;
    }

    /** The token, if there is one that this user may read. */
    public Optional<String> token() {
        Optional<String> given = session.setting("HAIOS_TOKEN");
        return given.isPresent() ? given : read();
    }

    /**
     * Makes the operator's token, readable by this user alone, unless there is one. Two at once
     * would make two: the caller sees to it that it is alone.
     */
    public void createIfMissing(SecureRandom random) {
        Path file = file();
        Path folder = session.artifacts().resolve("secrets");
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        try {
            Files.createDirectories(session.artifacts());
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(
                        folder,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
            if (Files.exists(file)) {
                return;
            }
            Path fresh =
                    Files.createTempFile(
                            folder,
                            "operator",
                            ".new",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, token + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Where the operator's token lies. */
    public Path file() {
        return session.artifacts().resolve("secrets/operator.token");
    }

    private Optional<String> read() {
        try {
            String token = Files.readString(file()).strip();
            return token.isEmpty() ? Optional.empty() : Optional.of(token);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            // Made by another user: calls that need it will be refused, and say so.
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Credential[redacted]";
    }
}
