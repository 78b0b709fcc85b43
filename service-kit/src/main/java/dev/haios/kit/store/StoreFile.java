package dev.haios.kit.store;

import dev.haios.kit.store.StoreUnavailableException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The identity of the file that was opened. An open file goes on taking writes after it was
 * deleted, moved away or made read-only; acknowledging them would promise what no restart could
 * keep, so each group asks first.
 */
record StoreFile(Path path, @Nullable Object key) {

    /** Makes and returns the file's folder; the file itself appears with the first connection. */
    static Path makeFolder(Path path) {
        var folder = path.toAbsolutePath().normalize().resolveSibling("");
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the store " + path, e);
        }
    }

    static StoreFile opened(Path path) {
        try {
            return new StoreFile(path, key(path));
        } catch (IOException e) {
            throw new UncheckedIOException("the store " + path + " cannot be read", e);
        }
    }

    /**
     * Two system calls, so cheap enough for every group.
     *
     * @throws StoreUnavailableException if what is written now would not be found after a restart
     */
    void requireInPlace() {
        try {
            // A file system without keys (Windows) does not let an open file be replaced.
            if (key != null && !key.equals(key(path))) {
                throw replaced(null);
            }
        } catch (NoSuchFileException e) {
            throw replaced(e);
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    Reason.IO, path + " cannot be examined: " + e.getMessage(), e);
        }
        if (!Files.isWritable(path)) {
            throw new StoreUnavailableException(Reason.READ_ONLY, path + " is read-only", null);
        }
    }

    private StoreUnavailableException replaced(@Nullable IOException cause) {
        return new StoreUnavailableException(
                Reason.REPLACED,
                path + " was removed or replaced while open: put it back, or restart the service",
                cause);
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }
}
