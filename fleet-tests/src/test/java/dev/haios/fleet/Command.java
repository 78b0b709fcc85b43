package dev.haios.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the {@code haios} command, or any other, as a process of its own. */
final class Command {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Command() {}

    /**
     * How it ended.
     *
     * @param output standard output
     * @param errors standard error
     */
    record Result(int exit, String output, String errors) {}

    static Result haios(Map<String, String> environment, String... arguments) {
        return haios(environment, PATIENCE, arguments);
    }

    static Result haios(Map<String, String> environment, Duration patience, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(
                List.of("-jar", Fleet.root().resolve("haios-cli/target/haios-cli.jar").toString()));
        command.addAll(List.of(arguments));
        return run(environment, patience, command);
    }

    static Result run(Map<String, String> environment, List<String> command) {
        return run(environment, PATIENCE, command);
    }

    static Result run(Map<String, String> environment, Duration patience, List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("HAIOS_"));
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var errors = new StringBuilder();
            var reader =
                    Thread.ofVirtual().start(() -> errors.append(text(process.getErrorStream())));
            var output = text(process.getInputStream());
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + patience + ": " + command);
            }
            reader.join();
            return new Result(process.exitValue(), output, errors.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(java.io.InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
