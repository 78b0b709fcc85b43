package dev.haios.bench.peer;

import dev.haios.bench.process.Child;
import dev.haios.bench.process.Children;
import dev.haios.bench.process.Ports;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A bare application as a process of its own.
 *
 * @param url without a slash at the end
 */
public record Bare(Child child, String url) {

    /** The name of its rows. */
    public static final String NAME = "bare";

    private static final Duration START = Duration.ofMinutes(1);

    /**
     * Starts it and waits until it takes calls.
     *
     * @param java the virtual machine with the options of the service it stands beside
     */
    public static Bare start(
            Children children, List<String> java, Class<?> application, String... arguments) {
        int port = Ports.free();
        var command = new ArrayList<>(java);
        command.addAll(List.of("-cp", jar().toString(), application.getName()));
        command.add("--server.port=" + port);
        command.addAll(List.of(arguments));
        var child = children.start(application.getSimpleName(), command);
        child.awaitPort(port, START);
        return new Bare(child, "http://127.0.0.1:" + port);
    }

    public Collection<Long> pids() {
        return List.of(child.pid());
    }

    /** The jar this runs from; its manifest names the libraries beside it. */
    private static Path jar() {
        try {
            return Path.of(Bare.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
