package dev.haios.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Where and when it was measured.
 *
 * @param commit of the repository; with {@code +changes} when files differ from it
 * @param load the load average of the last minute when the run began; NaN where it is not known
 */
public record Machine(
        int cores,
        String processor,
        double memoryGib,
        String jdk,
        String kernel,
        Instant date,
        String commit,
        double load) {

    private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
    private static final Pattern MEMORY = Pattern.compile("(?m)^MemTotal:\\s*(\\d+) kB");
    private static final double KIB_PER_GIB = 1024 * 1024;

    /** Of the machine this runs on. */
    public static Machine here(Path repository, Clock clock) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                first(MODEL, "/proc/cpuinfo", "unknown processor"),
                Double.parseDouble(first(MEMORY, "/proc/meminfo", "0")) / KIB_PER_GIB,
                System.getProperty("java.runtime.version", "unknown"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                commit(repository),
                Double.parseDouble(first(Pattern.compile("^(\\S+)"), "/proc/loadavg", "NaN")));
    }

    /** Whether so much else runs that the figures will be worse than they should be. */
    public boolean isBusy() {
        return load > cores / 2.0;
    }

    private static String commit(Path repository) {
        var commit = git(repository, "rev-parse", "--short=10", "HEAD");
        if (commit.isEmpty()) {
            return "unknown";
        }
        return git(repository, "status", "--porcelain", "--untracked-files=no").isEmpty()
                ? commit
                : commit + "+changes";
    }

    private static String git(Path repository, String... arguments) {
        var command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0
                    ? output.strip()
                    : "";
        } catch (IOException noGit) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static String first(Pattern pattern, String file, String otherwise) {
        try {
            var matcher = pattern.matcher(Files.readString(Path.of(file)));
            return matcher.find() ? matcher.group(1).strip() : otherwise;
        } catch (IOException noProc) {
            return otherwise;
        }
    }
}
