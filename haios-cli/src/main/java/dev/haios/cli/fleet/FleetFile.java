package dev.haios.cli.fleet;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * The services of the fleet, in the order in which they start.
 *
 * @param jvm options of every service's Java virtual machine
 * @param env environment variables of every service
 * @param services each after the ones it depends on
 */
public record FleetFile(List<String> jvm, Map<String, String> env, List<ServiceSpec> services) {

    public FleetFile {
        jvm = List.copyOf(jvm);
        env = Map.copyOf(env);
        services = List.copyOf(services);
        Set<String> names = new HashSet<>();
        Set<Integer> ports = new HashSet<>();
        for (ServiceSpec service : services) {
            // Reading the file from top to bottom must be a valid start order; this also rules out
            // cycles.
            for (String needed : service.dependsOn()) {
                if (!names.contains(needed)) {
                    throw new IllegalArgumentException(
                            service.name()
                                    + " depends on "
                                    + needed
                                    + ", which is not listed before it");
                }
            }
            for (String peer : service.rehearsesWith()) {
                if (!names.contains(peer)) {
                    throw new IllegalArgumentException(
                            service.name()
                                    + " rehearses with "
                                    + peer
                                    + ", which is not listed before it");
                }
            }
            if (!names.add(service.name())) {
                throw new IllegalArgumentException(service.name() + " is listed twice");
            }
            if (!ports.add(service.port())) {
                throw new IllegalArgumentException(
                        "port " + service.port() + " is given to two services");
            }
        }
    }

    /**
     * The fleet file of a session: HAIOS_FLEET_FILE, else {@code config/fleet.json} at home or in
     * the repository.
     */
    public static FleetFile of(Session session) {
        Path file =
                session.setting("HAIOS_FLEET_FILE")
                        .map(session.home()::resolve)
                        .orElse(session.home().resolve("config/fleet.json"));
        if (!Files.exists(file) && session.setting("HAIOS_FLEET_FILE").isEmpty()) {
            file = session.repository().resolve("config/fleet.json");
        }
        try {
            return Wire.mapper().readValue(Files.readAllBytes(file), FleetFile.class);
        } catch (JacksonException unreadable) {
            throw Failure.of(
                    ExitCode.USAGE,
                    "the fleet file " + file + " is not valid: " + unreadable.getOriginalMessage(),
                    "Correct it, or restore it from version control.");
        } catch (IOException missing) {
            throw Failure.of(
                    ExitCode.USAGE,
                    "the fleet file " + file + " cannot be read",
                    "Run this from a checkout, or set HAIOS_FLEET_FILE.");
        }
    }

    /** The service of that name, if the fleet has one. */
    public Optional<ServiceSpec> find(String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    /**
     * The services of those names in start order, or every enabled one when none is named; a usage
     * failure otherwise.
     */
    public List<ServiceSpec> select(List<String> names) {
        for (String name : names) {
            if (find(name).isEmpty()) {
                throw Failure.of(
                        ExitCode.USAGE,
                        "there is no service " + name,
                        "The services are: "
                                + services.stream()
                                        .map(ServiceSpec::name)
                                        .collect(Collectors.joining(", "))
                                + ".");
            }
        }
        return services.stream()
                .filter(service ->
                        names.isEmpty() ? service.enabled() : names.contains(service.name()))
                .toList();
    }

    /** The selected services and everything they depend on, in start order. */
    public List<ServiceSpec> selectWithDependencies(List<String> names) {
        Set<String> wanted = new LinkedHashSet<>();
        select(names).forEach(service -> wanted.add(service.name()));
        for (ServiceSpec service : services.reversed()) {
            if (wanted.contains(service.name())) {
                wanted.addAll(service.dependsOn());
            }
        }
        return services.stream().filter(service -> wanted.contains(service.name())).toList();
    }

    /** The jar a service runs from; a failure when it was not built. */
    public Path jar(ServiceSpec service, Session session) {
        Path pattern = session.repository().resolve(service.jar());
        Path folder = pattern.getParent();
        Path name = pattern.getFileName();
        if (folder != null && name != null && Files.isDirectory(folder)) {
            try (var jars = Files.newDirectoryStream(folder, name.toString())) {
                for (Path jar : jars) {
                    if (!jar.toString().matches(".*-(tests|sources|javadoc)\\.jar")) {
                        return jar;
                    }
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        throw Failure.of(
                ExitCode.FAILED,
                service.name() + " is not built: there is no " + service.jar(),
                "Run `haios up` from scripts/, which builds first.");
    }
}
