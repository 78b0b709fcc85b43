package dev.haios.cli.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The jars services run from: copies under {@code artifacts/build/jars}, one per build. A build
 * would otherwise overwrite the jar of a running service, which reads classes from it until its end
 * and could not even stop properly.
 */
public final class JarCopies {

    private static final int CHUNK_BYTES = 1 << 16;

    private final Path folder;

    public JarCopies(Path artifacts) {
        this.folder = artifacts.resolve("build/jars");
    }

    /**
     * Where a jar of this content is kept. Builds are told apart by it: reproducible ones share
     * their date.
     */
    public Path of(Path jar) {
        try (InputStream content = Files.newInputStream(jar)) {
            CRC32 checksum = new CRC32();
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                checksum.update(chunk, 0, read);
            }
            String name = String.valueOf(jar.getFileName()).replaceAll("\\.jar$", "");
            return folder.resolve(
                    "%s-%08x-%x.jar".formatted(name, checksum.getValue(), Files.size(jar)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A copy of the jar that no build will touch. */
    Path keep(Path jar) {
        Path copy = of(jar);
        try {
            if (!Files.exists(copy)) {
                Files.createDirectories(folder);
                Path fresh = Files.createTempFile(folder, "copy", ".new");
                Files.copy(jar, fresh, StandardCopyOption.REPLACE_EXISTING);
                Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
            }
            return copy;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Removes the copies that are not among {@code needed}. */
    public void prune(List<Path> needed) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> copies = Files.list(folder)) {
            for (Path copy : copies.filter(file -> !needed.contains(file)).toList()) {
                Files.deleteIfExists(copy);
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
