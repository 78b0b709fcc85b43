package dev.haios.cli.process;

import dev.haios.cli.fleet.ServiceSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A service as it can be started on this machine.
 *
 * @param application the build it runs from
 * @param options of its Java virtual machine
 * @param cache for this application under these options; services that share both share it
 */
public record Installation(
        ServiceSpec service, Application application, List<String> options, StartCache cache) {

    public Installation {
        options = List.copyOf(options);
    }

    /** The command that runs it on this port, from its cache when that is trained. */
    public List<String> command(int port) {
        return command(cache.options(), arguments(port));
    }

    /** The command that runs it and, when it ends, writes down what a cache should hold. */
    public List<String> recording(Path recorded, int port) {
        return command(
                List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded), arguments(port));
    }

    /** The command that makes a cache of what was recorded. */
    public List<String> assembling(Path recorded, Path made) {
        return command(
                List.of(
                        "-XX:AOTMode=create",
                        "-XX:AOTConfiguration=" + recorded,
                        "-XX:AOTCache=" + made),
                List.of());
    }

    /** The command that succeeds when the virtual machine accepts this cache for this service. */
    public List<String> trying(Path made) {
        List<String> command =
                command(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + made), "-cp", List.of());
        command.add("-version");
        return command;
    }

    private List<String> command(List<String> more, List<String> arguments) {
        return command(more, "-jar", arguments);
    }

    private List<String> command(List<String> more, String which, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Jvm.running().java().toString());
        command.addAll(options);
        command.addAll(more);
        command.add(which);
        command.add(application.jar().toString());
        command.addAll(arguments);
        return command;
    }

    private List<String> arguments(int port) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--server.port=" + port);
        arguments.addAll(service.args());
        return arguments;
    }
}
