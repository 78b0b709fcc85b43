package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;
import static java.util.Objects.requireNonNull;

import dev.haios.kit.testing.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Real processes on free ports with a scratch home. Heartbeats of the members themselves run at one
 * second, so that a killed member is noticed within seconds. Closing kills what is still running.
 */
final class Fleet implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Eight processes start side by side, on machines that may have two cores and other work. */
    private static final Duration START = Duration.ofMinutes(3);

    private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final Path logs;
    private final Conditions conditions;
    private final Map<Member, Integer> ports = new EnumMap<>(Member.class);
    private final Map<Member, Http> clients = new EnumMap<>(Member.class);
    private final Map<Member, Process> running = new EnumMap<>(Member.class);

    private Fleet(Path home, Path logs, Conditions conditions) {
        this.home = home;
        this.logs = logs;
        this.conditions = conditions;
        for (var member : Member.values()) {
            ports.put(member, freePort());
            // One for all calls: each has a thread of its own, until it is collected.
            clients.put(member, new Http(url(member)));
        }
    }

    /** What one member is started with beside the usual. */
    @FunctionalInterface
    interface Conditions {

        /** Asked at every start of a member, when all ports are known. */
        Launch of(Fleet fleet, Member member);
    }

    /** Starts these members side by side and waits until each answers its health. */
    static Fleet start(Path home, Class<?> test, Member... members) {
        return start(home, test, (_, _) -> Launch.usual(), members);
    }

    /** As {@link #start(Path, Class, Member...)}, under conditions of the test's own. */
    static Fleet start(Path home, Class<?> test, Conditions conditions, Member... members) {
        var fleet = new Fleet(home, Path.of("target/fleet-logs", test.getSimpleName()), conditions);
        try {
            Files.createDirectories(fleet.logs);
            var config = Files.createDirectories(home.resolve("config"));
            for (var file : List.of("providers.matrix.json", "fleet.json")) {
                Files.copy(
                        ROOT.resolve("config").resolve(file),
                        config.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            for (var member : members) {
                fleet.launch(member);
            }
            for (var member : members) {
                fleet.awaitHealthy(member);
            }
            return fleet;
        } catch (IOException e) {
            fleet.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | AssertionError e) {
            fleet.close();
            throw e;
        }
    }

    static Path root() {
        return ROOT;
    }

    /**
     * A port below those that outgoing connections are given: nobody must be handed it while the
     * member it belongs to is down. Never the same one twice: the first may not be listened on yet.
     */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
            if (!HANDED_OUT.add(port)) {
                continue;
            }
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Taken: another one.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Path home() {
        return home;
    }

    URI url(Member member) {
        return URI.create("http://127.0.0.1:" + ports.get(member));
    }

    Http http(Member member) {
        return requireNonNull(clients.get(member));
    }

    /** The environment in which the others, and the command, find every member. */
    Map<String, String> environment() {
        var environment = new java.util.HashMap<String, String>();
        environment.put("HAIOS_HOME", home.toString());
        for (var member : Member.values()) {
            if (!member.isAdapter()) {
                environment.put(member.urlVariable(), url(member).toString());
            }
        }
        return environment;
    }

    /** Ends a member without a word, as a power cut would. */
    void kill(Member member) {
        var process = process(member);
        process.destroyForcibly();
        await(process);
        running.remove(member);
    }

    /** Ends a member as an operator would. */
    void stop(Member member) {
        var process = process(member);
        process.destroy();
        await(process);
        running.remove(member);
    }

    /** Starts a member again, on its port and its data, and waits until it is healthy. */
    void restart(Member member) {
        launch(member);
        awaitHealthy(member);
    }

    /** Freezes a member: it holds its connections and answers nothing. */
    void freeze(Member member) {
        signal("-STOP", member);
    }

    void thaw(Member member) {
        signal("-CONT", member);
    }

    private void launch(Member member) {
        var launch = conditions.of(this, member);
        var command = new ArrayList<String>(launch.prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx192m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        jar(member.module).toString()));
        settings(member, launch).forEach((name, value) -> command.add("--" + name + "=" + value));
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(member).toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("HAIOS_"));
        builder.environment().putAll(environment());
        if (member.isAdapter()) {
            builder.environment().put("HAIOS_ADAPTER", member.wireName);
        }
        builder.environment().putAll(launch.environment());
        try {
            var before = running.put(member, builder.start());
            if (before != null) {
                // A test that failed before it killed the member must not leave it behind.
                before.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> settings(Member member, Launch launch) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.port", String.valueOf(ports.get(member)));
        settings.put("haios.presence.heartbeat-interval", "1s");
        settings.put("haios.presence.ttl", "2s");
        settings.put("haios.presence.max-backoff", "500ms");
        settings.put("haios.events.max-backoff", "500ms");
        settings.put("haios.monitor.sweep-every", "300ms");
        settings.putAll(launch.settings());
        return settings;
    }

    static Path jar(String module) {
        try (var jars =
                Files.newDirectoryStream(
                        ROOT.resolve(module).resolve("target"), module + "-*.jar")) {
            for (var jar : jars) {
                if (!jar.getFileName().toString().matches(".*-(tests|sources|javadoc)\\.jar")) {
                    return jar;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no jar of " + module + ": build it first", e);
        }
        throw new IllegalStateException("no jar of " + module + ": build it first");
    }

    private void awaitHealthy(Member member) {
        try {
            eventually(
                    member.wireName + " is healthy",
                    START,
                    () -> {
                        if (!process(member).isAlive()) {
                            throw new AssertionError(member.wireName + " ended");
                        }
                        return answers(member);
                    });
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage()
                            + "\n"
                            + new Autopsy(process(member), health(member), log(member)),
                    e);
        }
    }

    /** The answer to a look at its health, or why there is none. */
    private String health(Member member) {
        try {
            var answer = http(member).get("/health");
            return answer.status() + " " + answer.body();
        } catch (UncheckedIOException e) {
            return e.getMessage() + ": " + e.getCause();
        }
    }

    /** Where a member's output goes. */
    Path log(Member member) {
        return logs.resolve(member.wireName + ".log");
    }

    long pid(Member member) {
        return process(member).pid();
    }

    /** Whether the member answers its health with 200 now. */
    boolean answers(Member member) {
        try {
            return http(member).get("/health").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private Process process(Member member) {
        var process = running.get(member);
        if (process == null) {
            throw new IllegalStateException(member + " is not running");
        }
        return process;
    }

    private void signal(String signal, Member member) {
        try {
            await(new ProcessBuilder("kill", signal, Long.toString(process(member).pid())).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("process " + process.pid() + " did not end within 30 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        running.values().forEach(Process::destroyForcibly);
        running.values().forEach(Fleet::await);
        running.clear();
    }
}
