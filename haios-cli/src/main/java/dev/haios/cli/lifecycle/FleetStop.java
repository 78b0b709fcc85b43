package dev.haios.cli.lifecycle;

import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.process.Stopper;
import dev.haios.cli.terminal.Colour;
import dev.haios.cli.terminal.ProgressBoard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stops services, each after those that depend on it, so that none loses what it needs while it
 * finishes its work.
 */
final class FleetStop {

    private final Stopper stopper;
    private final ProgressBoard board;

    FleetStop(Stopper stopper, ProgressBoard board) {
        this.stopper = stopper;
        this.board = board;
    }

    /** What became of each service, in stopping order. {@code services} is in start order. */
    Map<ServiceSpec, Stopper.Outcome> run(List<ServiceSpec> services) {
        Map<ServiceSpec, CompletableFuture<Stopper.Outcome>> stopped = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ServiceSpec service : services.reversed()) {
                List<CompletableFuture<Stopper.Outcome>> dependents =
                        stopped.entrySet().stream()
                                .filter(other ->
                                        other.getKey().dependsOn().contains(service.name()))
                                .map(Map.Entry::getValue)
                                .toList();
                stopped.put(
                        service,
                        CompletableFuture.supplyAsync(
                                () -> {
                                    dependents.forEach(CompletableFuture::join);
                                    return stop(service);
                                },
                                threads));
            }
        }
        Map<ServiceSpec, Stopper.Outcome> outcomes = new LinkedHashMap<>();
        stopped.forEach((service, outcome) -> outcomes.put(service, outcome.join()));
        return outcomes;
    }

    private Stopper.Outcome stop(ServiceSpec service) {
        board.show(service.name(), "stopping", "", Colour.FAINT);
        Stopper.Outcome outcome = stopper.stop(service.name());
        switch (outcome) {
            case Stopper.Outcome.Stopped it ->
                    board.show(service.name(), "stopped", "pid " + it.pid(), Colour.GOOD);
            case Stopper.Outcome.Killed it ->
                    board.show(
                            service.name(),
                            "killed",
                            "pid " + it.pid() + " did not end by itself",
                            Colour.WARNING);
            case Stopper.Outcome.WasGone it ->
                    board.show(
                            service.name(),
                            "was gone",
                            "pid " + it.pid() + " had ended before",
                            Colour.FAINT);
            case Stopper.Outcome.NotStarted it ->
                    board.show(service.name(), "not started", "", Colour.FAINT);
        }
        return outcome;
    }
}
