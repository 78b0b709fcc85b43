package dev.haios.cli.fleet;

import java.util.List;
import java.util.Map;

/**
 * One service of the fleet, as {@code config/fleet.json} describes it.
 *
 * @param name its wire name, as its {@code /health} reports it; also the name of its log and state
 *     files
 * @param display what a person calls it
 * @param jar the jar it runs from, relative to the repository; {@code *} stands for the version
 * @param port 1..65535, on loopback unless HAIOS_BIND says otherwise
 * @param answersAs further names its {@code /health} may report
 * @param dependsOn services that must answer before this one is started
 * @param jvm options of its Java virtual machine, after those of the whole fleet
 * @param env environment variables it gets besides those of the command line
 * @param args arguments after {@code --server.port}
 * @param enabled whether {@code haios up} starts it when it is not named
 */
public record ServiceSpec(
        String name,
        String display,
        String jar,
        int port,
        List<String> answersAs,
        List<String> dependsOn,
        List<String> jvm,
        Map<String, String> env,
        List<String> args,
        boolean enabled) {

    public ServiceSpec {
        if (!name.matches("[a-z0-9_]{1,40}")) {
            throw new IllegalArgumentException(
                    "service name \"" + name + "\" must match [a-z0-9_]{1,40}");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(name + ": port " + port + " is not in 1..65535");
        }
        answersAs = List.copyOf(answersAs);
        dependsOn = List.copyOf(dependsOn);
        jvm = List.copyOf(jvm);
        env = Map.copyOf(env);
        args = List.copyOf(args);
    }

    /** Whether a process whose {@code /health} reports {@code service} is this service. */
    public boolean answersTo(String service) {
        return name.equals(service) || answersAs.contains(service);
    }
}
