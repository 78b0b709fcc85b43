package dev.haios.cli.lifecycle;

import dev.haios.cli.call.HealthCheck;
import dev.haios.cli.call.HealthCheck.Health;
import dev.haios.cli.fleet.Endpoints;
import dev.haios.cli.fleet.FleetFile;
import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.process.PortHolder;
import dev.haios.cli.process.RunFolder;
import dev.haios.cli.process.Stopper;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.ProgressBoard;
import dev.haios.cli.training.BackgroundTraining;
import dev.haios.contracts.schema.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code haios down}: stops what {@code haios up} started. */
@Command(
        name = "down",
        header = "Stop what `haios up` started.",
        description = {
            "Asks each process to end, dependents first, and ends it by force after 15 s. Only"
                    + " processes this checkout started are stopped: the pid and the start time"
                    + " must match. Anything else that answers is named and left alone. Without"
                    + " names also a training of start caches is stopped."
        },
        footer = {"", "Exit codes: 0 nothing that was started here runs any more; 2 bad usage."})
public final class DownCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "<service>", arity = "0..*", description = "Stop only these.")
    private List<String> names = new ArrayList<>();

    public DownCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FleetFile fleet = FleetFile.of(session);
        RunFolder running = new RunFolder(session.artifacts());
        // Without names also the ones that are not enabled: they may have been started by name.
        List<ServiceSpec> services = names.isEmpty() ? fleet.services() : fleet.select(names);
        Map<ServiceSpec, Stopper.Outcome> outcomes;
        try (FleetLock _ = FleetLock.acquire(session)) {
            List<ServiceSpec> started =
                    services.stream()
                            .filter(service -> running.read(service.name()).isPresent())
                            .toList();
            ProgressBoard board =
                    new ProgressBoard(
                            session.terminal(),
                            output.json(),
                            started.reversed().stream().map(ServiceSpec::name).toList());
            if (names.isEmpty() && new BackgroundTraining(session).stop()) {
                session.terminal().note("haios: the training of start caches was stopped");
            }
            outcomes = new FleetStop(new Stopper(running, PATIENCE), board).run(started);
        }
        if (output.json()) {
            session.terminal().line(document(outcomes).toString());
        } else if (outcomes.isEmpty()) {
            session.terminal().line("Nothing that was started here is running.");
        }
        noteOthers(fleet, services);
        return ExitCode.OK;
    }

    private void noteOthers(FleetFile fleet, List<ServiceSpec> services) {
        Endpoints endpoints = new Endpoints(session, fleet);
        try (HealthCheck health = new HealthCheck()) {
            for (ServiceSpec service : services) {
                if (health.ask(endpoints.local(service)) instanceof Health.Answered answer) {
                    String who =
                            PortHolder.of(service.port())
                                    .map(PortHolder::described)
                                    .orElse("another process");
                    session.terminal()
                            .note(
                                    "haios: left alone, because it was not started here: %s on port %d, %s"
                                            .formatted(answer.service(), service.port(), who));
                }
            }
        }
    }

    private static ObjectNode document(Map<ServiceSpec, Stopper.Outcome> outcomes) {
        ObjectNode document = Wire.mapper().createObjectNode();
        document.putArray("services");
        outcomes.forEach((service, outcome) -> {
            ObjectNode row = document.withArray("services").addObject();
            row.put("name", service.name());
            switch (outcome) {
                case Stopper.Outcome.Stopped it ->
                        row.put("outcome", "stopped").put("pid", it.pid());
                case Stopper.Outcome.Killed it -> row.put("outcome", "killed").put("pid", it.pid());
                case Stopper.Outcome.WasGone it ->
                        row.put("outcome", "was_gone").put("pid", it.pid());
                case Stopper.Outcome.NotStarted it -> row.put("outcome", "not_started");
            }
        });
        return document;
    }
}
