package dev.haios.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Pattern;

/** What processes used, as {@code /proc} tells it. */
public final class Usage {

    /** The unit of times in {@code /proc/<pid>/stat}: the kernel shows 100 a second everywhere. */
    private static final double MICROS_PER_TICK = 10_000;

    /** Counted from the state, which follows the last bracket: utime and stime. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;
    private static final double KIB_PER_MIB = 1024;

    /**
     * Memory of processes together.
     *
     * @param rssMb resident; what processes share counts for each of them
     * @param pssMb resident; what processes share is split among them
     */
    public record Memory(double rssMb, double pssMb) {}

    private Usage() {}

    /** Processor time that these processes have used so far, in microseconds. */
    public static double cpuMicros(Collection<Long> pids) {
        return pids.stream().mapToLong(pid -> ticks(read(pid, "stat"))).sum() * MICROS_PER_TICK;
    }

    /** Memory that these processes occupy now. */
    public static Memory memory(Collection<Long> pids) {
        double rss = 0;
        double pss = 0;
        for (long pid : pids) {
            var rollup = read(pid, "smaps_rollup");
            rss += kib(rollup, "Rss") / KIB_PER_MIB;
            pss += kib(rollup, "Pss") / KIB_PER_MIB;
        }
        return new Memory(rss, pss);
    }

    /** User and system time in a line of {@code stat}. */
    static long ticks(String stat) {
        // "pid (command) state …": the command may hold blanks and brackets.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
    }

    static long kib(String rollup, String name) {
        var matcher = Pattern.compile("(?m)^" + name + ":\\s+(\\d+) kB").matcher(rollup);
        if (!matcher.find()) {
            throw new Broken("/proc does not tell the " + name + " of a process");
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(
                    Path.of("/proc/" + pid + "/" + file), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            throw new Broken("process " + pid + " ended while it was measured", gone);
        }
    }
}
