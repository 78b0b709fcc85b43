package dev.haios.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The folder of the benchmarks, {@code artifacts/bench}, held by one run at a time.
 *
 * @param repository where the jars were built
 * @param folder where everything is written
 */
public record Place(Path repository, Path folder, FileChannel lock) implements AutoCloseable {

    /** What the command keeps between two starts; without it a start would be a first start. */
    private static final Set<String> KEPT = Set.of("build", "run", "secrets");

    /** Takes the folder, or fails when another run has it. */
    public static Place take(Path repository, Path artifacts) {
        var folder = artifacts.resolve("bench");
        try {
            Files.createDirectories(folder);
            var lock =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                lock.close();
                throw new Broken("another haios bench runs in " + folder + "; wait until it ends");
            }
            return new Place(repository, folder, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path home() {
        return folder.resolve("home");
    }

    /** Where contestants and commands write what they have to say. */
    public Path logs() {
        return folder.resolve("logs");
    }

    /** Forgets what the services of an earlier run stored. */
    void clear() {
        var artifacts = home().resolve("artifacts");
        if (!Files.isDirectory(artifacts)) {
            return;
        }
        try (var owners = Files.list(artifacts)) {
            for (var owner : owners.toList()) {
                if (!KEPT.contains(owner.getFileName().toString())) {
                    Folders.delete(owner);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
