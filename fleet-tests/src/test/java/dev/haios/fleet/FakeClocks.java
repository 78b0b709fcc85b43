package dev.haios.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Wall clocks that can be set while the processes run, by libfaketime. What elapses is left alone,
 * as on a machine whose clock is set.
 */
final class FakeClocks {

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private static final List<Path> LIBRARIES =
            List.of(
                    Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
                    Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
                    Path.of("/usr/lib/faketime/libfaketimeMT.so.1"),
                    Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

    private final Path folder;
    private final Path library;

    private FakeClocks(Path folder, Path library) {
        this.folder = folder;
        this.library = library;
        set(Duration.ZERO, Member.values());
    }

    /** Clocks set by files in this folder; none where libfaketime is not installed. */
    static Optional<FakeClocks> in(Path folder) {
        return LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .map(library -> new FakeClocks(folder, library));
    }

    /** What a member is to be started with next. */
    Map<String, String> environment(Member member) {
        removeLeftovers();
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", file(member).toString(),
                // The file read at every look costs more than the service.
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                // Otherwise it shortens the JVM's monotonic waits.
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "NO_FAKE_STAT", "1");
    }

    /**
     * A process that is killed leaves behind memory named by its number, and another that is given
     * the number later cannot start. Numbers come round within minutes here.
     */
    private static void removeLeftovers() {
        if (!Files.isDirectory(SHARED_MEMORY)) {
            return;
        }
        try (var files = Files.newDirectoryStream(SHARED_MEMORY, "*faketime_*")) {
            for (var file : files) {
                var name = file.getFileName().toString();
                long owner = Long.parseLong(name.substring(name.lastIndexOf('_') + 1));
                if (ProcessHandle.of(owner).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on these are so far ahead of the true time, or behind it. */
    void set(Duration ahead, Member... members) {
        for (var member : members) {
            try {
                // Renamed into place, so that a process never reads half of it.
                var fresh = Files.writeString(folder.resolve("fresh"), offset(ahead));
                Files.move(fresh, file(member), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String offset(Duration ahead) {
        return (ahead.isNegative() ? "" : "+") + ahead.toSeconds() + "s\n";
    }

    private Path file(Member member) {
        return folder.resolve(member.wireName);
    }
}
