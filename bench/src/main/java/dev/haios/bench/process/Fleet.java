package dev.haios.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fleet under test, started and stopped by the {@code haios} command itself: the services and
 * options of the fleet file of the repository, on free ports, with a home of its own. It can run
 * beside a fleet in use. Closing stops it.
 */
public final class Fleet implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration TRAIN = Duration.ofMinutes(10);
    private static final Duration STOP = Duration.ofMinutes(1);

    private final Place place;
    private final List<String> command;
    private final Path fleetFile;
    private final ObjectNode fleet;
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, Long> pids = new HashMap<>();
    private boolean touched = true;

    private Fleet(Place place, List<String> command, ObjectNode fleet) {
        this.place = place;
        this.command = List.copyOf(command);
        this.fleet = fleet;
        this.fleetFile = place.home().resolve("config/fleet.json");
        var services = fleet.get("services");
        var free = Ports.free(services.size());
        for (int i = 0; i < services.size(); i++) {
            var service = (ObjectNode) services.get(i);
            service.put("port", free.get(i));
            ports.put(service.get("name").asString(), free.get(i));
        }
    }

    /**
     * Writes the fleet file, stops what a run that was cut off left behind, and forgets what it
     * stored.
     *
     * @param command how {@code haios} is run; arguments follow
     */
    public static Fleet prepare(Place place, List<String> command) {
        try {
            var config = Files.createDirectories(place.home().resolve("config"));
            var source = place.repository().resolve("config");
            for (var file : List.of("providers.matrix.json", "fleet.json")) {
                Files.copy(
                        source.resolve(file),
                        config.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createDirectories(place.logs());
            var text = Files.readString(source.resolve("fleet.json"));
            var fleet = new Fleet(place, command, (ObjectNode) Wire.lenient().readTree(text));
            Files.writeString(fleet.fleetFile, fleet.fleet.toPrettyString());
            fleet.down();
            place.clear();
            return fleet;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts these services and what they depend on; all enabled ones when none is named. */
    public void up(String... services) {
        var arguments = new ArrayList<>(List.of("up", "--no-invoke", "--json"));
        arguments.addAll(Arrays.asList(services));
        touched = true;
        var output = run(START, arguments);
        try {
            for (var service : Wire.lenient().readTree(output).path("services")) {
                pids.put(service.path("name").asString(), service.path("pid").asLong());
            }
        } catch (JacksonException e) {
            throw new Broken("haios up printed no JSON: " + output, e);
        }
    }

    /** Stops every service; without effect when none runs. */
    public void down() {
        if (touched) {
            run(STOP, List.of("down", "--json"));
            pids.clear();
            touched = false;
        }
    }

    /**
     * Makes the caches that services start from, which {@code up} would do in the background.
     *
     * @return false when this cannot be done
     */
    public boolean train() {
        try {
            run(TRAIN, List.of("train"));
            return true;
        } catch (Broken untrained) {
            return false;
        }
    }

    /** Runs the command against this fleet, and answers what it prints. */
    public String run(Duration patience, List<String> arguments) {
        return run(patience, command, arguments);
    }

    /** Runs a command of another kind, with the environment that the command has. */
    public String run(Duration patience, List<String> program, List<String> arguments) {
        var all = new ArrayList<>(program);
        all.addAll(arguments);
        var log = place.logs().resolve("haios-" + arguments.getFirst() + ".log");
        var builder = new ProcessBuilder(all).redirectError(log.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("HAIOS_"));
        builder.environment().putAll(environment());
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new Broken("haios " + arguments.getFirst() + " did not end, see " + log);
            }
            if (process.exitValue() != 0) {
                throw new Broken("haios " + arguments.getFirst() + " failed, see " + log);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Broken("interrupted", e);
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "HAIOS_HOME", place.home().toString(),
                "HAIOS_FLEET_FILE", fleetFile.toString(),
                // Training in the background would be measured along.
                "HAIOS_TRAINING", "off");
    }

    /** Where a service listens, without a slash at the end. */
    public String url(String service) {
        return "http://127.0.0.1:" + ports.get(service);
    }

    /** The processes that were started. */
    public Collection<Long> pids() {
        return List.copyOf(pids.values());
    }

    /** The Java virtual machine of a service, with the options that the fleet file gives it. */
    public List<String> java(String service) {
        var java = new ArrayList<String>();
        java.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        fleet.path("jvm").forEach(option -> java.add(option.asString()));
        for (var entry : fleet.get("services")) {
            if (entry.get("name").asString().equals(service)) {
                entry.path("jvm").forEach(option -> java.add(option.asString()));
            }
        }
        return java;
    }

    /** The services that {@code up} starts when none is named. */
    public List<String> enabled() {
        return fleet.get("services")
                .valueStream()
                .filter(service -> service.path("enabled").asBoolean(true))
                .map(service -> service.get("name").asString())
                .toList();
    }

    /** The process of each service that was started. */
    public Map<String, Long> processes() {
        return new TreeMap<>(pids);
    }

    /**
     * Starts every enabled service as somebody would who has only its jar: all at once, from the
     * fat jar, with the options of the fleet file and nothing else that makes a start fast.
     */
    public List<Child> startPlain(Children children) {
        var started = new ArrayList<Child>();
        for (var service : fleet.get("services")) {
            var name = service.get("name").asString();
            if (!enabled().contains(name)) {
                continue;
            }
            var line = java(name);
            line.addAll(
                    List.of(
                            "-jar",
                            jar(service.get("jar").asString()).toString(),
                            "--server.port=" + service.get("port").asInt()));
            service.path("args").forEach(argument -> line.add(argument.asString()));
            var environment = new HashMap<>(environment());
            ports.forEach((peer, _) ->
                    environment.put("HAIOS_" + peer.toUpperCase(Locale.ROOT) + "_URL", url(peer)));
            strings(fleet.path("env"), environment);
            strings(service.path("env"), environment);
            started.add(children.start("plain-" + name, line, environment));
        }
        return started;
    }

    private static void strings(JsonNode object, Map<String, String> into) {
        object.forEachEntry((name, value) -> into.put(name, value.asString()));
    }

    /** The jar that fits the pattern; jars of tests and sources do not count. */
    private Path jar(String pattern) {
        var file = place.repository().resolve(pattern);
        var folder = file.getParent();
        try (var jars = Files.newDirectoryStream(folder, file.getFileName().toString())) {
            for (var jar : jars) {
                if (!jar.toString().matches(".*-(tests|sources|javadoc)\\.jar")) {
                    return jar;
                }
            }
        } catch (IOException e) {
            throw new Broken("nothing was built in " + folder, e);
        }
        throw new Broken("there is no " + pattern + ": build it first");
    }

    @Override
    public void close() {
        down();
    }
}
