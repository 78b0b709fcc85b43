package dev.haios.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same pid.
 *
 * @param pid its number, which the system gives to another process after it ended
 * @param start an opaque word for when it started, equal for as long as this process lives
 */
public record ProcessIdentity(long pid, String start) {

    private static final Path PROC = Path.of("/proc");

    /**
     * The process that has this pid now; empty when there is none, or only its unburied remains.
     */
    public static Optional<ProcessIdentity> of(long pid) {
        return startOf(pid).map(start -> new ProcessIdentity(pid, start));
    }

    /** Whether this very process still runs. */
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** A handle to signal the process with; empty when it has ended. */
    public Optional<ProcessHandle> handle() {
        return isAlive() ? ProcessHandle.of(pid) : Optional.empty();
    }

    private static Optional<String> startOf(long pid) {
        Path stat = PROC.resolve(pid + "/stat");
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(handle -> handle.info().startInstant())
                    .map(instant -> "at-" + instant.toEpochMilli());
        }
        try {
            // "pid (command) state ppid …": the command may hold spaces and brackets, so count from
            // its last ')'.
            String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
            List<String> fields = List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
            String state = fields.getFirst();
            // A zombie holds its pid until its parent looks, but runs no more.
            return "Z".equals(state) || "X".equals(state)
                    ? Optional.empty()
                    : Optional.of(bootId() + "-" + fields.get(19));
        } catch (IOException | IndexOutOfBoundsException gone) {
            return Optional.empty();
        }
    }

    /** Start ticks count from the boot, so they say nothing without it. */
    private static String bootId() throws IOException {
        String id = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
        return id.substring(0, Math.min(8, id.length()));
    }
}
