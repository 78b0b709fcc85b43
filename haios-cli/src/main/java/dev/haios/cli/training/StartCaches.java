package dev.haios.cli.training;

import dev.haios.cli.fleet.FleetFile;
import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.process.Installation;
import dev.haios.cli.process.Installations;
import dev.haios.cli.process.RunFolder;
import dev.haios.cli.process.StartCache;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import dev.haios.contracts.schema.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the start caches of the fleet's current build stand.
 *
 * @param trained caches that exist, of {@code all} that there should be
 * @param without services that run here and were started without the cache they would have now
 * @param failures why training failed, by the service it was tried with
 * @param log where training is reported, as a person would type it
 */
public record StartCaches(
        boolean wanted,
        boolean underway,
        int trained,
        int all,
        int without,
        Map<String, String> failures,
        String log) {

    public StartCaches {
        failures = Map.copyOf(failures);
    }

    public static StartCaches of(Session session, FleetFile fleet) {
        BackgroundTraining training = new BackgroundTraining(session);
        Installations installations = new Installations(session, fleet);
        RunFolder running = new RunFolder(session.artifacts());
        Map<StartCache, String> caches = new LinkedHashMap<>();
        int without = 0;
        for (ServiceSpec service : fleet.services()) {
            if (service.enabled()) {
                try {
                    Installation installation = installations.of(service);
                    StartCache cache = installation.cache();
                    caches.putIfAbsent(cache, service.name());
                    without +=
                            running.running(service.name())
                                            .filter(run ->
                                                    !cache.file().toString().equals(run.cache()))
                                            .isPresent()
                                    ? 1
                                    : 0;
                } catch (Failure notBuilt) {
                    // It has no build that a cache could belong to.
                }
            }
        }
        Map<String, String> failures = new LinkedHashMap<>();
        caches.forEach((cache, service) ->
                cache.failure().ifPresent(reason -> failures.put(service, reason)));
        return new StartCaches(
                training.isWanted(),
                training.isUnderway(),
                (int) caches.keySet().stream().filter(StartCache::isTrained).count(),
                caches.size(),
                without,
                failures,
                session.shown(training.log()));
    }

    /** Whether training could still add something. */
    public boolean incomplete() {
        return trained + failures.size() < all;
    }

    /** One line for a person. */
    public String said() {
        if (underway) {
            return "training in the background, %d of %d done; log %s".formatted(trained, all, log);
        }
        if (!failures.isEmpty()) {
            Map.Entry<String, String> first = failures.entrySet().iterator().next();
            return "%d of %d trained; not for %s: %s; log %s, again with `haios train --again`"
                    .formatted(trained, all, first.getKey(), first.getValue(), log);
        }
        if (!incomplete()) {
            return without == 0
                    ? "trained"
                    : "trained; %d started without, their next start uses them".formatted(without);
        }
        return wanted
                ? "%d of %d trained; the next `haios up` trains the others".formatted(trained, all)
                : "%d of %d trained; HAIOS_TRAINING is off".formatted(trained, all);
    }

    /** The same for a machine. */
    public ObjectNode document() {
        ObjectNode document = Wire.mapper().createObjectNode();
        document.put("trained", trained)
                .put("all", all)
                .put("started_without", without)
                .put("training", underway)
                .put("log", log);
        ObjectNode failed = document.putObject("failures");
        failures.forEach(failed::put);
        return document;
    }
}
