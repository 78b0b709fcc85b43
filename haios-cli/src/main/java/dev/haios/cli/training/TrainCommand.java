package dev.haios.cli.training;

import dev.haios.cli.fleet.FleetFile;
import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.process.Installations;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code haios train}: makes the caches that services start from. */
@Command(
        name = "train",
        header = "Make the caches that services start from.",
        description = {
            "Runs each service whose cache is missing once more, in a scratch home and on free"
                    + " ports, asks it a few requests and keeps what the JVM learned. `haios up`"
                    + " does this by itself, in the background, after a build came up healthy;"
                    + " HAIOS_TRAINING=off forbids that."
        },
        footer = {
            "",
            "Exit codes: 0 every cache is there; 2 bad usage; 3 at least one could not be trained."
        })
public final class TrainCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    @Option(names = "--again", description = "Also try again what failed before.")
    private boolean again;

    public TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FleetFile fleet = FleetFile.of(session);
        if (again) {
            forgetFailures(fleet);
        }
        new BackgroundTraining(session).runHere(() -> new Training(session).run());
        StartCaches caches = StartCaches.of(session, fleet);
        session.terminal()
                .line(
                        output.json()
                                ? caches.document().toString()
                                : "Start caches: " + caches.said());
        return caches.trained() == caches.all() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void forgetFailures(FleetFile fleet) {
        Installations installations = new Installations(session, fleet);
        for (ServiceSpec service : fleet.services()) {
            try {
                installations.of(service).cache().forgetFailure();
            } catch (Failure notBuilt) {
                // Then nothing was tried.
            }
        }
    }
}
