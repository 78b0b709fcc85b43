package dev.haios.gateway.receipt;

import dev.haios.kit.home.HaiosHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One file per receipt in {@code artifacts/costs}, renamed into place and not forced to disk: the
 * row is the receipt, the file a copy that {@link ReceiptRepair} can make again.
 */
@Component
class ReceiptFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptFiles.class);

    private final Path folder;

    ReceiptFiles(HaiosHome home) {
        this.folder = home.artifact("costs");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for receipt files", e);
        }
    }

    void write(StoredReceipt receipt) {
        var file = folder.resolve(receipt.file());
        // Named by the row, so that the opening and the closing of a call cannot meet in it.
        var fresh = folder.resolve("." + receipt.seq() + ".tmp");
        try {
            Files.writeString(fresh, receipt.text().document());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(fresh);
            throw new UncheckedIOException("receipt file " + file + " cannot be written", e);
        }
    }

    private static void discard(Path halfWritten) {
        try {
            Files.deleteIfExists(halfWritten);
        } catch (IOException e) {
            // A folder that is read-only takes nothing back; the next start cleans up.
            LOG.debug("{} is left behind", halfWritten, e);
        }
    }

    /** Removes what a process that was killed left half written. */
    void discardHalfWritten() {
        try (var left = Files.newDirectoryStream(folder, ".*.tmp")) {
            left.forEach(ReceiptFiles::discard);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for receipt files cannot be read", e);
        }
    }

    /** Writes it unless it is there as it should be; whether it had to. */
    boolean repair(StoredReceipt receipt) {
        try {
            if (Files.readString(folder.resolve(receipt.file()))
                    .equals(receipt.text().document())) {
                return false;
            }
        } catch (NoSuchFileException e) {
            // That is what is repaired.
        } catch (IOException e) {
            throw new UncheckedIOException("receipt file cannot be read: " + receipt.file(), e);
        }
        write(receipt);
        return true;
    }

    void delete(String file) {
        try {
            Files.deleteIfExists(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("receipt file cannot be deleted: " + file, e);
        }
    }
}
