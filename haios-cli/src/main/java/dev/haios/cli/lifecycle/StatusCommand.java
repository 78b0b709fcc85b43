package dev.haios.cli.lifecycle;

import dev.haios.cli.call.HealthCheck;
import dev.haios.cli.fleet.Endpoints;
import dev.haios.cli.fleet.FleetFile;
import dev.haios.cli.process.RunFolder;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Table;
import dev.haios.cli.training.StartCaches;
import dev.haios.contracts.schema.Wire;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** {@code haios status}: how each service stands on this machine. */
@Command(
        name = "status",
        header = "Show how each service stands.",
        description = {
            "Asks every service of the fleet file on this machine for its health. HEALTH is ok,"
                    + " degraded or down as the service says; starting when its process runs but"
                    + " does not answer; foreign when another program holds its port; stopped when"
                    + " nothing does."
        },
        footer = {"", "Exit codes: 0 every enabled service is up; 3 at least one is not."})
public final class StatusCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    public StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FleetFile fleet = FleetFile.of(session);
        List<ServiceState> states = ask(fleet);
        boolean allUp =
                states.stream().allMatch(state -> state.isUp() || !state.service().enabled());
        StartCaches caches = StartCaches.of(session, fleet);
        if (output.json()) {
            ObjectNode document = document(states, allUp);
            document.set("start_caches", caches.document());
            session.terminal().line(document.toString());
        } else {
            print(states, caches);
        }
        return allUp ? ExitCode.OK : ExitCode.FAILED;
    }

    private List<ServiceState> ask(FleetFile fleet) {
        RunFolder running = new RunFolder(session.artifacts());
        Endpoints endpoints = new Endpoints(session, fleet);
        try (HealthCheck check = new HealthCheck();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ServiceState>> asked =
                    fleet.services().stream()
                            .map(service ->
                                    threads.submit(() ->
                                            ServiceState.of(service, endpoints, check, running)))
                            .toList();
            return asked.stream().map(StatusCommand::result).toList();
        }
    }

    private static ServiceState result(Future<ServiceState> asked) {
        try {
            return asked.get();
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private void print(List<ServiceState> states, StartCaches caches) {
        Table table =
                new Table(
                        "SERVICE", ">PORT", ">PID", "HEALTH", ">UPTIME", "VERSION", ">RSS MB",
                        "NOTE");
        for (ServiceState state : states) {
            table.row(
                    state.service().name(),
                    state.service().port(),
                    state.pid() == 0 ? "" : state.pid(),
                    state.health(),
                    state.uptime(),
                    state.version(),
                    state.memoryMegabytes().isPresent() ? state.memoryMegabytes().getAsLong() : "",
                    state.note());
        }
        table.print(session.terminal(), "The fleet file lists no service.");
        if (caches.all() > 0) {
            session.terminal().line("\nStart caches: " + caches.said());
        }
        if (states.stream().noneMatch(ServiceState::isUp)) {
            session.terminal().line("\nStart it with `haios up`.");
        }
    }

    private static ObjectNode document(List<ServiceState> states, boolean allUp) {
        ObjectNode document = Wire.mapper().createObjectNode();
        document.put("up", allUp);
        for (ServiceState state : states) {
            ObjectNode row = document.withArray("services").addObject();
            row.put("name", state.service().name())
                    .put("port", state.service().port())
                    .put("health", state.health())
                    .put("started_here", state.startedHere());
            if (state.pid() != 0) {
                row.put("pid", state.pid());
            }
            if (state.uptimeSeconds() >= 0) {
                row.put("uptime_s", state.uptimeSeconds());
            }
            if (!state.version().isEmpty()) {
                row.put("version", state.version());
            }
            state.memoryMegabytes().ifPresent(megabytes -> row.put("rss_mb", megabytes));
            if (!state.note().isEmpty()) {
                row.put("note", state.note());
            }
        }
        return document;
    }
}
