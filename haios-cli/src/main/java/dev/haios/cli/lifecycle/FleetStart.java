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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings up services in the order of the list, a few at a time: a starting service keeps a
 * processor busy, and more of them than processors make each other late. None waits for what it
 * depends on, since every service starts without its peers and finds them when they come.
 */
final class FleetStart {

    /** A service that takes this long is stuck or waits for something: others need not. */
    private static final double SLOT_SECONDS = 20;

    private final ServiceStart start;
    private final ProgressBoard board;
    private final int atOnce;

    FleetStart(ServiceStart start, ProgressBoard board, int atOnce) {
        this.start = start;
        this.board = board;
        this.atOnce = atOnce;
    }

    /**
     * What became of each service, in the order of the list; returns when all have come up or
     * failed.
     */
    StartResult run(List<ServiceSpec> services) {
        Map<ServiceSpec, CompletableFuture<StartOutcome>> started = new LinkedHashMap<>();
        Semaphore slots = new Semaphore(atOnce);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ServiceSpec service : services) {
                slots.acquireUninterruptibly();
                Slot slot = new Slot(slots);
                started.put(
                        service,
                        CompletableFuture.supplyAsync(() -> start(service, slot), threads));
            }
        }
        SequencedMap<ServiceSpec, StartOutcome> outcomes = new LinkedHashMap<>();
        started.forEach((service, outcome) -> outcomes.put(service, outcome.join()));
        return new StartResult(outcomes);
    }

    private StartOutcome start(ServiceSpec service, Slot slot) {
        try {
            StartOutcome outcome = start.start(service, seconds -> waiting(service, seconds, slot));
            show(service, outcome);
            return outcome;
        } finally {
            slot.leave();
        }
    }

    private void waiting(ServiceSpec service, double seconds, Slot slot) {
        if (seconds > SLOT_SECONDS) {
            slot.leave();
        }
        String since = seconds < 1 ? "" : "  %.0f s".formatted(seconds);
        board.show(service.name(), "starting", ":" + service.port() + since, Colour.FAINT);
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
        }
    }

    /** One of the places for starting services; left once, however often that is said. */
    private static final class Slot {

        private final Semaphore slots;
        private final AtomicBoolean left = new AtomicBoolean();

        Slot(Semaphore slots) {
            this.slots = slots;
        }

        void leave() {
            if (left.compareAndSet(false, true)) {
                slots.release();
            }
        }
    }
}
