package dev.haios.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Processes started beside the fleet; closing stops those that still run. */
public final class Children implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path logs;
    private final List<Child> started = new ArrayList<>();

    /** A child's output goes to a file of its name in {@code logs}. */
    public Children(Path logs) {
        this.logs = logs;
    }

    /** Starts a process whose environment is that of this one. */
    public Child start(String name, List<String> command) {
        return start(name, command, Map.of());
    }

    /** Starts a process with these variables besides the environment of this one. */
    public synchronized Child start(
            String name, List<String> command, Map<String, String> variables) {
        var log = logs.resolve(name + ".log");
        try {
            Files.createDirectories(logs);
            var builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            // What the user set for his own fleet is not meant for this one.
            builder.environment().keySet().removeIf(variable -> variable.startsWith("HAIOS_"));
            builder.environment().putAll(variables);
            var process = builder.start();
            process.getOutputStream().close();
            var child = new Child(name, process, log);
            started.add(child);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        started.forEach(child -> child.process().destroy());
        for (var child : started) {
            try {
                if (!child.process().waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    child.process().destroyForcibly();
                }
            } catch (InterruptedException e) {
                child.process().destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        started.clear();
    }
}
