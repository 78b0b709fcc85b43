package dev.haios.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What can be said of a process that does not do what it should: in the test's report, because on a
 * machine that is gone afterwards nobody reads a log.
 */
record Autopsy(Process process, String health, Path log) {

    private static final int LOG_LINES = 40;

    @Override
    public String toString() {
        return "health: %s%nend of %s:%n%s%nthreads of process %d:%n%s"
                .formatted(health, log, endOfLog(), process.pid(), threads());
    }

    private String endOfLog() {
        try {
            List<String> lines =
                    new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "unreadable: " + e;
        }
    }

    private String threads() {
        if (!process.isAlive()) {
            return "none, it ended with code " + process.exitValue();
        }
        try {
            var dump =
                    Command.run(
                            Map.of(),
                            Duration.ofSeconds(20),
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                                    Long.toString(process.pid()),
                                    "Thread.print"));
            return dump.output() + dump.errors();
        } catch (AssertionError e) {
            return "not to be had: " + e.getMessage();
        }
    }
}
