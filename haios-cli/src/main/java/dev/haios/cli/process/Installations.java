package dev.haios.cli.process;

import dev.haios.cli.fleet.FleetFile;
import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The services of the fleet as they can be started on this machine. Thread-safe. */
public final class Installations {

    private final Session session;
    private final FleetFile fleet;
    private final Applications applications;

    public Installations(Session session, FleetFile fleet) {
        this.session = session;
        this.fleet = fleet;
        this.applications = new Applications(session.artifacts());
    }

    /** What the service would be started as now; a failure when it is not built. */
    public Installation of(ServiceSpec service) {
        return installation(service, applications.of(fleet.jar(service, session)));
    }

    /** The same, ready to be started: unpacked when that was not done before. */
    public Installation unpacked(ServiceSpec service) {
        return installation(service, applications.unpack(fleet.jar(service, session)));
    }

    /**
     * Removes what neither runs, nor is being trained, nor is what a service of the fleet would be
     * started as.
     */
    public void prune(RunFolder running) {
        RunFolder training = RunFolder.ofTraining(session.artifacts());
        Set<Path> needed = new HashSet<>();
        List<StartCache> caches = new ArrayList<>();
        for (ServiceSpec service : fleet.services()) {
            Stream.of(running, training)
                    .flatMap(folder -> folder.running(service.name()).stream())
                    .map(run -> Path.of(run.jar()).getParent())
                    .forEach(needed::add);
            if (service.enabled()) {
                try {
                    Installation current = of(service);
                    needed.add(current.application().folder());
                    caches.add(current.cache());
                } catch (Failure notBuilt) {
                    // Then nothing is kept for it.
                }
            }
        }
        applications.prune(needed);
        needed.forEach(folder -> StartCache.prune(folder, caches));
    }

    private Installation installation(ServiceSpec service, Application application) {
        List<String> options = Stream.concat(fleet.jvm().stream(), service.jvm().stream()).toList();
        return new Installation(
                service,
                application,
                options,
                StartCache.of(application, options, session.environment(), Jvm.running()));
    }
}
