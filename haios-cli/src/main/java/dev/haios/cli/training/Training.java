package dev.haios.cli.training;

import dev.haios.cli.fleet.FleetFile;
import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.process.Installation;
import dev.haios.cli.process.Installations;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Trains every cache that is missing, one after the other. What to train is looked up anew after
 * each, so that a build made meanwhile is trained instead of the one it replaced.
 */
final class Training {

    /** Fifteen seconds on an idle machine; at the lowest priority on a busy one, much longer. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Session session;
    private final Terminal terminal;
    private volatile boolean stopped;

    Training(Session session) {
        this.session = session;
        this.terminal = session.terminal();
    }

    /** Trains until nothing is missing; what failed is noted and passed over. */
    void run() {
        FleetFile fleet = FleetFile.of(session);
        try (ScratchFleet scratch = ScratchFleet.of(session, fleet, PATIENCE)) {
            Thread hook =
                    new Thread(() -> {
                        stopped = true;
                        scratch.end();
                    });
            Runtime.getRuntime().addShutdownHook(hook);
            Set<String> met = new HashSet<>();
            Optional<Installation> next = next(fleet, met);
            while (next.isPresent() && !stopped) {
                train(scratch, next.get());
                next = next(fleet, met);
            }
            if (!stopped) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private void train(ScratchFleet scratch, Installation installation) {
        String name = installation.service().name();
        long begun = System.nanoTime();
        terminal.note("%s  %s: training".formatted(session.clock().instant(), name));
        try {
            Set<String> complaints = new CacheTraining(scratch, PATIENCE).train(installation);
            complaints.forEach(what -> terminal.note("  rehearsal: " + Terminal.plain(what)));
            terminal.note(
                    "%s  %s: trained in %.1f s, %d MB"
                            .formatted(
                                    session.clock().instant(),
                                    name,
                                    (System.nanoTime() - begun) / 1e9,
                                    Files.size(installation.cache().file()) >> 20));
        } catch (Failure why) {
            fail(installation, why.said());
            why.particulars().forEach(line -> terminal.note("  | " + Terminal.plain(line)));
        } catch (UncheckedIOException | IOException why) {
            fail(installation, String.valueOf(why.getMessage()));
        }
    }

    private void fail(Installation installation, String reason) {
        if (stopped) {
            return;
        }
        installation.cache().fail(reason);
        terminal.note(
                "%s  %s: not trained: %s"
                        .formatted(
                                session.clock().instant(),
                                installation.service().name(),
                                Terminal.plain(reason)));
    }

    /** The first service whose cache is missing and was not tried yet. */
    private Optional<Installation> next(FleetFile fleet, Set<String> met) {
        Installations installations = new Installations(session, fleet);
        for (ServiceSpec service : fleet.services()) {
            if (service.enabled()) {
                try {
                    Installation installation = installations.unpacked(service);
                    if (!installation.cache().isTrained()
                            && installation.cache().failure().isEmpty()
                            && met.add(installation.cache().file().toString())) {
                        return Optional.of(installation);
                    }
                } catch (Failure notBuilt) {
                    // Then it cannot have started either.
                }
            }
        }
        return Optional.empty();
    }
}
