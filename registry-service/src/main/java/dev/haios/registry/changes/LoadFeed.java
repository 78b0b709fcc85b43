package dev.haios.registry.changes;

import dev.haios.contracts.registry.RegistryChange;
import dev.haios.contracts.registry.RegistryChangeKind;
import dev.haios.registry.catalog.Catalog;
import dev.haios.registry.liveness.Uptime;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Tells watchers of load figures: whatever beats a service sent since the last time, they hear its
 * latest figures once. Those frames have no revision and are never replayed.
 */
@Component
public final class LoadFeed {

    private final Set<String> stirred = ConcurrentHashMap.newKeySet();
    private final ChangeFeed feed;
    private final Catalog catalog;
    private final Uptime uptime;
    private final Clock clock;
    private final long intervalNanos;
    private volatile long toldNanos;

    LoadFeed(ChangeFeed feed, Catalog catalog, Uptime uptime, Clock clock, WatchSettings settings) {
        this.feed = feed;
        this.catalog = catalog;
        this.uptime = uptime;
        this.clock = clock;
        intervalNanos = settings.loadInterval().toNanos();
    }

    /** A heartbeat brought new figures. */
    public void stirred(String serviceId) {
        stirred.add(serviceId);
    }

    /** Tells what has come together, if the last time was an interval ago; called often. */
    public void tellIfDue() {
        long now = uptime.nanos();
        if (now - toldNanos < intervalNanos || stirred.isEmpty()) {
            return;
        }
        toldNanos = now;
        boolean heard = feed.watchers() > 0;
        for (var ids = stirred.iterator(); ids.hasNext(); ) {
            var id = ids.next();
            // Removed first: figures that come meanwhile are told the next time.
            ids.remove();
            var entry = heard ? catalog.find(id) : null;
            if (entry != null) {
                feed.publish(
                        new RegistryChange(
                                null,
                                RegistryChangeKind.LOAD,
                                entry.view(now),
                                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            }
        }
    }
}
