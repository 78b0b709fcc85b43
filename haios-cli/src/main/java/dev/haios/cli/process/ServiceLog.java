package dev.haios.cli.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two log files of a service. {@code <name>.log} is written and rolled by the service itself;
 * {@code <name>.out} takes what the process prints, which is little: a start that failed, a crash,
 * a thread dump. {@code .out} is rotated at every start and cut when it grows anyway.
 */
public final class ServiceLog {

    private static final int KEPT = 5;
    private static final long LIMIT_BYTES = 20L * 1024 * 1024;
    private static final int TAIL_BYTES = 512 * 1024;

    private final Path folder;
    private final String service;

    public ServiceLog(Path artifacts, String service) {
        this.folder = artifacts.resolve("logs");
        this.service = service;
    }

    /** What the service logs. */
    public Path log() {
        return folder.resolve(service + ".log");
    }

    /** What its process printed. */
    public Path printed() {
        return folder.resolve(service + ".out");
    }

    /** Both files that exist and hold something; the process's own words first. */
    public List<Path> files() {
        return Stream.of(printed(), log()).filter(file -> size(file) > 0).toList();
    }

    /**
     * The last lines of both files together, at most {@code count}, for the report of a failed
     * start.
     */
    public List<String> tail(int count) {
        List<String> lines = files().stream().flatMap(file -> tail(file, count).stream()).toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /**
     * The last {@code count} lines of a file; lines further back than half a megabyte are not
     * looked for.
     */
    public static List<String> tail(Path file, int count) {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, bytes.length() - TAIL_BYTES);
            byte[] end = new byte[(int) (bytes.length() - from)];
            bytes.seek(from);
            bytes.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            // What was cut off in the middle of a line is not a line.
            int first = Math.max(from > 0 ? 1 : 0, lines.size() - count);
            return lines.subList(Math.min(first, lines.size()), lines.size());
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /**
     * Moves the last run's output to {@code .out.1}, that to {@code .out.2}, and so on; five are
     * kept.
     */
    void rotate() {
        try {
            Files.createDirectories(folder);
            if (size(printed()) == 0) {
                return;
            }
            for (int age = KEPT - 1; age >= 1; age--) {
                moveIfPresent(printed(age), printed(age + 1));
            }
            moveIfPresent(printed(), printed(1));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /**
     * Cuts {@code .out} of a running process when it is over the limit, keeping a copy. The process
     * appends, so it goes on writing at the new end; lines printed between the copy and the cut are
     * lost.
     */
    public void cutIfLarge() {
        cutIfLarge(LIMIT_BYTES);
    }

    void cutIfLarge(long limitBytes) {
        if (size(printed()) <= limitBytes) {
            return;
        }
        try (RandomAccessFile running = new RandomAccessFile(printed().toFile(), "rw")) {
            for (int age = KEPT - 1; age >= 1; age--) {
                moveIfPresent(printed(age), printed(age + 1));
            }
            Files.copy(printed(), printed(1), StandardCopyOption.REPLACE_EXISTING);
            running.setLength(0);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Path printed(int age) {
        return folder.resolve(service + ".out." + age);
    }

    private static void moveIfPresent(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException missing) {
            return 0;
        }
    }
}
