package dev.haios.kit.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator credential of this machine, made by {@code scripts/haios up}. Read when it is
 * needed, so that a service may start before the file exists; without it no token is the
 * operator's.
 */
final class OperatorToken {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorToken.class);

    private final Path file;

    OperatorToken(Path file) {
        this.file = file;
    }

    boolean matches(String token) {
        try {
            var expected = Files.readString(file, StandardCharsets.UTF_8).strip();
            return !expected.isEmpty()
                    && TokenTable.same(TokenTable.digest(expected), TokenTable.digest(token));
        } catch (IOException e) {
            LOG.debug("no operator credential at {}: {}", file, e.toString());
            return false;
        }
    }
}
