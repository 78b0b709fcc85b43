package dev.haios.cli.lifecycle;

import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.terminal.Colour;
import dev.haios.cli.terminal.ProgressBoard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Brings up services at the same time, each as soon as what it depends on answers. The list is in
 * start order, so every dependency that is in the list comes before its dependents; others are
 * assumed to be somewhere else.
 */
final class FleetStart {

    private final ServiceStart start;
    private final ProgressBoard board;

    FleetStart(ServiceStart start, ProgressBoard board) {
        this.start = start;
        this.board = board;
    }

    /**
     * What became of each service, in the order of the list; returns when all have come up or
     * failed.
     */
    StartResult run(List<ServiceSpec> services) {
        Map<String, CompletableFuture<StartOutcome>> started = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ServiceSpec service : services) {
                List<CompletableFuture<StartOutcome>> needed =
                        service.dependsOn().stream()
                                .filter(started::containsKey)
                                .map(name -> started.get(name))
                                .toList();
                started.put(
                        service.name(),
                        CompletableFuture.supplyAsync(() -> startAfter(needed, service), threads));
            }
        }
        SequencedMap<ServiceSpec, StartOutcome> outcomes = new LinkedHashMap<>();
        services.forEach(service -> {
            CompletableFuture<StartOutcome> outcome = started.get(service.name());
            if (outcome != null) {
                outcomes.put(service, outcome.join());
            }
        });
        return new StartResult(outcomes);
    }

    private StartOutcome startAfter(
            List<CompletableFuture<StartOutcome>> needed, ServiceSpec service) {
        boolean ready = needed.stream().allMatch(one -> one.join() instanceof StartOutcome.Up);
        StartOutcome outcome;
        if (ready) {
            outcome =
                    start.start(
                            service,
                            seconds ->
                                    board.show(
                                            service.name(),
                                            "starting",
                                            ":%d%s"
                                                    .formatted(
                                                            service.port(),
                                                            seconds < 1
                                                                    ? ""
                                                                    : "  %.0f s"
                                                                            .formatted(seconds)),
                                            Colour.FAINT));
        } else {
            outcome = new StartOutcome.NotTried(String.join(", ", service.dependsOn()));
        }
        show(service, outcome);
        return outcome;
    }

    private void show(ServiceSpec service, StartOutcome outcome) {
        String port = ":" + service.port() + "  ";
        switch (outcome) {
            case StartOutcome.AlreadyUp up ->
                    board.show(
                            service.name(),
                            up.health(),
                            port
                                    + "already up, pid "
                                    + up.pid()
                                    + (up.outdated() ? ", runs an older build" : ""),
                            Colour.ofStatus(up.health()));
            case StartOutcome.Started up ->
                    board.show(
                            service.name(),
                            up.health(),
                            port + "up after %.1f s, pid %d".formatted(up.seconds(), up.pid()),
                            Colour.ofStatus(up.health()));
            case StartOutcome.Failed failed ->
                    board.show(service.name(), "failed", port + failed.reason(), Colour.BAD);
            case StartOutcome.NotTried not ->
                    board.show(
                            service.name(),
                            "not tried",
                            port + "needs " + not.missing(),
                            Colour.WARNING);
        }
    }
}
