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
 * @param dependsOn services that it calls; it is stopped before them
 * @param jvm options of its Java virtual machine, after those of the whole fleet
 * @param env environment variables it gets besides those of the command line
 * @param args arguments after {@code --server.port}
 * @param rehearsesWith services that run beside it while its start cache is trained
 * @param rehearsal what it is asked meanwhile, so that the cache holds what its work needs
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
        List<String> rehearsesWith,
        List<RehearsalCall> rehearsal,
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
        rehearsesWith = List.copyOf(rehearsesWith);
        rehearsal = List.copyOf(rehearsal);
    }

    /** Whether a process whose {@code /health} reports {@code service} is this service. */
    public boolean answersTo(String service) {
        return name.equals(service) || answersAs.contains(service);
    }

    /** The same service on another port. */
    public ServiceSpec on(int otherPort) {
        return new ServiceSpec(
                name,
                display,
                jar,
                otherPort,
                answersAs,
                dependsOn,
                jvm,
                env,
                args,
                rehearsesWith,
                rehearsal,
                enabled);
    }
}
