package dev.haios.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A network of its own with a loopback and no way out, which ends with the last process in it.
 * Making one takes root, or a machine that lets others have namespaces.
 */
final class Nowhere implements AutoCloseable {

    private static final List<List<String>> WAYS =
            List.of(
                    List.of("unshare", "--net"),
                    List.of("unshare", "--user", "--map-root-user", "--net"));

    private final Process holder;
    private final boolean ofUser;

    private Nowhere(Process holder, boolean ofUser) {
        this.holder = holder;
        this.ofUser = ofUser;
    }

    /** Empty where none can be made. */
    static Optional<Nowhere> open() {
        return WAYS.stream().flatMap(way -> open(way).stream()).findFirst();
    }

    private static Optional<Nowhere> open(List<String> way) {
        var command = new java.util.ArrayList<>(way);
        // Waits for the end of its input, so that it does not outlive the test.
        command.addAll(List.of("sh", "-c", "ip link set lo up && echo ready && exec cat"));
        try {
            var holder =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var ready = holder.inputReader().readLine();
            if ("ready".equals(ready)) {
                return Optional.of(new Nowhere(holder, way.contains("--user")));
            }
            holder.destroyForcibly();
            return Optional.empty();
        } catch (IOException noSuchCommand) {
            return Optional.empty();
        }
    }

    /** Words before a command that is to run there. */
    List<String> prefix() {
        var pid = Long.toString(holder.pid());
        return ofUser
                ? List.of("nsenter", "-t", pid, "--user", "--preserve-credentials", "--net")
                : List.of("nsenter", "-t", pid, "--net");
    }

    /** Its routes, one a line: none. */
    String routes() {
        var command = new java.util.ArrayList<>(prefix());
        command.addAll(List.of("ip", "route", "show", "table", "main"));
        return Command.run(Map.of(), command).output();
    }

    @Override
    public void close() {
        try {
            holder.getOutputStream().close();
            if (!holder.waitFor(10, TimeUnit.SECONDS)) {
                holder.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
