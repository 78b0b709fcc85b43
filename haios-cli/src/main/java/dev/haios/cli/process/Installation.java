package dev.haios.cli.process;

import dev.haios.cli.fleet.ServiceSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A service as it can be started on this machine.
 *
 * @param application the build it runs from
 * @param options of its Java virtual machine
 */
public record Installation(ServiceSpec service, Application application, List<String> options) {

    public Installation {
        options = List.copyOf(options);
    }

    /** The command that runs it on this port. */
    List<String> command(int port) {
        List<String> command = new ArrayList<>();
        command.add(Jvm.running().java().toString());
        command.addAll(options);
        command.add("-jar");
        command.add(application.jar().toString());
        command.add("--server.port=" + port);
        command.addAll(service.args());
        return command;
    }
}
