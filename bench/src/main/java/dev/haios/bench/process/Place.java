package dev.haios.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
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

    /** For how long ext4 does not reuse the inode of a deleted file. */
    private static final Duration REUSE = Duration.ofMinutes(5);

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

    /**
     * Puts aside what the services of an earlier run stored. It is deleted when this run ends, not
     * now: ext4 does not give the inodes of deleted files away for five minutes and looks at all of
     * them again for every file it creates, which halves the calls of whoever creates many.
     */
    void clear() {
        var artifacts = home().resolve("artifacts");
        if (!Files.isDirectory(artifacts)) {
            return;
        }
        try (var owners = Files.list(artifacts)) {
            var left =
                    owners.filter(owner -> !KEPT.contains(owner.getFileName().toString())).toList();
            if (left.isEmpty()) {
                return;
            }
            Files.createDirectories(discarded());
            var aside = Files.createTempDirectory(discarded(), "run-");
            for (var owner : left) {
                Files.move(owner, aside.resolve(owner.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a run that ended less than five minutes ago deleted what another one had stored. */
    public boolean isJustCleared(Clock clock) {
        try {
            return Files.getLastModifiedTime(cleared())
                    .toInstant()
                    .isAfter(clock.instant().minus(REUSE));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path discarded() {
        return folder.resolve("discarded");
    }

    private Path cleared() {
        return folder.resolve("cleared");
    }

    @Override
    public void close() {
        try {
            if (Files.exists(discarded())) {
                Folders.delete(discarded());
                Files.writeString(cleared(), "");
            }
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
