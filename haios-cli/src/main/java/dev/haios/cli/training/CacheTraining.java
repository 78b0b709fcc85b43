package dev.haios.cli.training;

import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.process.Installation;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Trains the cache of one application: runs it recording, asks its rehearsal, lets it end, makes
 * the cache of what was recorded, and tries whether the virtual machine accepts it. Only then does
 * the cache get the name under which it is used.
 */
final class CacheTraining {

    private final ScratchFleet scratch;
    private final Duration patience;

    /** {@code patience}: how long it may take altogether. */
    CacheTraining(ScratchFleet scratch, Duration patience) {
        this.scratch = scratch;
        this.patience = patience;
    }

    /** Trains it; answers the rehearsal calls that got no good answer. A failure says why not. */
    Set<String> train(Installation installation) {
        Deadline deadline = Deadline.in(patience);
        ServiceSpec service = installation.service();
        String name = service.name();
        int port = scratch.find(name).port();
        Path recorded = scratch.folder().resolve(name + ".recorded");
        Path made = scratch.folder().resolve(name + ".made");

        scratch.keepRunning(service.rehearsesWith(), deadline);
        scratch.start(name, it -> it.recording(recorded, port), deadline);
        Set<String> complaints = new Rehearsal(scratch.url(name)).play(service);
        scratch.stop(name);
        if (!Files.exists(recorded)) {
            throw Failure.of(
                    ExitCode.FAILED, name + " recorded nothing when it ended", "See its log.");
        }
        scratch.run(name, it -> it.assembling(recorded, made), deadline);
        scratch.run(name, it -> it.trying(made), deadline);
        installation.cache().publish(made);
        return complaints;
    }
}
