package dev.haios.kit.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Keeps SQLite's native library where the next start finds it. By itself the driver unpacks a copy
 * into the temporary folder at each start and leaves it there, a megabyte, whenever the process is
 * killed.
 */
final class NativeLibrary {

    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String PATH = "org.sqlite.lib.path";

    private NativeLibrary() {}

    /** Unpacks the library below the folder unless it is there, and points the driver to it. */
    static void keepIn(Path folder) {
        if (System.getProperty(PATH) != null) {
            return;
        }
        var home = folder.resolve("sqlite-" + SQLiteJDBCLoader.getVersion()).toAbsolutePath();
        var library = home.resolve(LibraryLoaderUtil.getNativeLibName());
        try {
            if (!Files.exists(library)) {
                unpack(Files.createDirectories(home), library);
            }
            System.setProperty(PATH, home.toString());
        } catch (IOException e) {
            // Only the driver's own way remains, which also says why if that fails, too.
            log.debug("no copy of the native library in {}", home, e);
        }
    }

    private static void unpack(Path home, Path library) throws IOException {
        var resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + library.getFileName();
        var fresh = Files.createTempFile(home, "unpacking", ".part");
        try (var in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the driver has no library for this platform: " + resource);
            }
            Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
            // Several processes may start at once; each finds all of the library or none.
            Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
