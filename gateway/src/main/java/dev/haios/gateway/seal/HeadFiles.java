package dev.haios.gateway.seal;

import dev.haios.contracts.receipt.ChainEnd;
import dev.haios.kit.home.HaiosHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * {@code artifacts/gateway/receipts.head} and its {@code .sig}: the signed end of the chain outside
 * the store, so that a store that was cut back does not fit them.
 */
@Component
final class HeadFiles {

    private static final Logger LOG = LoggerFactory.getLogger(HeadFiles.class);

    private final Path statement;
    private final Path signature;
    private final GatewaySignature key;

    HeadFiles(HaiosHome home, GatewaySignature key) {
        this.statement = home.artifact("gateway/receipts.head");
        this.signature = home.artifact("gateway/receipts.head.sig");
        this.key = key;
    }

    /** Renamed into place and not forced to disk: an older head is still a true one. */
    void write(SealedHead head) {
        try {
            Files.createDirectories(statement.getParent());
            replace(signature, head.signature());
            replace(statement, head.statement());
        } catch (IOException e) {
            throw new UncheckedIOException("the signed head cannot be written", e);
        }
    }

    /**
     * The last head written; empty if there is none, or if it is not ours. A crash between the two
     * renames leaves a pair that does not fit either, so that is no proof of anything.
     */
    Optional<SealedHead> read() {
        try {
            var text = Files.readString(statement);
            var armor = Files.readString(signature);
            var end = ChainEnd.statedBy(text);
            if (end.isPresent() && key.covers(text, armor)) {
                return Optional.of(new SealedHead(end.get(), text, armor));
            }
            LOG.warn("{} does not fit its signature and is not relied upon", statement);
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the signed head cannot be read", e);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
