package dev.haios.cli.process;

import dev.haios.cli.fleet.Endpoints;
import dev.haios.cli.fleet.FleetFile;
import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Starts a service as a process of its own: in its own session, so that Ctrl-C in the terminal that
 * started it does not reach it, without input, its output appended to its log. The process is
 * recorded before this returns.
 */
public final class Launcher {

    private final Session session;
    private final FleetFile fleet;
    private final RunFolder running;
    private final Installations installations;
    private final Endpoints endpoints;

    public Launcher(
            Session session, FleetFile fleet, RunFolder running, Installations installations) {
        this.session = session;
        this.fleet = fleet;
        this.running = running;
        this.installations = installations;
        this.endpoints = new Endpoints(session, fleet);
    }

    /** Starts the service; a failure when its jar is missing or the system refuses. */
    public Launched launch(ServiceSpec service) {
        return launch(service, installation -> installation.command(service.port()));
    }

    /** Runs the service's application by another of the commands its installation knows. */
    public Launched launch(ServiceSpec service, Function<Installation, List<String>> how) {
        Installation installation = installations.unpacked(service);
        ServiceLog log = new ServiceLog(session.artifacts(), service.name());
        log.rotate();
        List<String> command = Detached.command(how.apply(installation));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(session.home().toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.printed().toFile()));
        environment(service, log, builder.environment());
        try {
            Process process = builder.start();
            ProcessIdentity identity =
                    ProcessIdentity.of(process.pid())
                            // Ended before it could be looked at; the caller finds that out by
                            // waiting.
                            .orElse(new ProcessIdentity(process.pid(), "ended"));
            RunRecord record =
                    new RunRecord(
                            service.name(),
                            identity.pid(),
                            identity.start(),
                            service.port(),
                            installation.application().jar().toString(),
                            session.clock().instant(),
                            installation.cache().isTrained()
                                    ? installation.cache().file().toString()
                                    : null);
            running.write(record);
            return new Launched(record, process);
        } catch (IOException refused) {
            throw Failure.of(
                    ExitCode.FAILED,
                    service.name() + " cannot be started: " + refused.getMessage(),
                    "Check that " + Jvm.running().java() + " can be run.");
        }
    }

    private void environment(ServiceSpec service, ServiceLog log, Map<String, String> environment) {
        environment.clear();
        environment.putAll(session.environment());
        // The fleet file is the one place that says who listens where.
        fleet.services()
                .forEach(peer ->
                        environment.putIfAbsent(
                                Endpoints.variable(peer.name()), endpoints.local(peer)));
        environment.put("HAIOS_HOME", session.home().toString());
        environment.put("LOGGING_FILE_NAME", log.log().toString());
        environment.putAll(fleet.env());
        environment.putAll(service.env());
    }

    /**
     * A process just started.
     *
     * @param process to wait for it and to learn its exit code
     */
    public record Launched(RunRecord record, Process process) {}
}
