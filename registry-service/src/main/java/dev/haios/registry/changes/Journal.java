package dev.haios.registry.changes;

import dev.haios.contracts.registry.RegistryChange;
import dev.haios.contracts.registry.RegistryChangeKind;
import dev.haios.kit.events.EventPublisher;
import dev.haios.kit.trace.TraceContext;
import dev.haios.registry.catalog.Catalog;
import dev.haios.registry.catalog.ServiceRecord;
import dev.haios.registry.liveness.Pulse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/**
 * Writes changes and, once they are on disk, tells memory and watchers. {@link #nextRevision} and
 * {@link #write} are for units of work, the {@code committed} methods for their callbacks.
 */
@Component
public final class Journal {

    private final ChangeTable table;
    private final Catalog catalog;
    private final ChangeFeed feed;
    private final EventPublisher events;
    private final Clock clock;

    Journal(
            ChangeTable table,
            Catalog catalog,
            ChangeFeed feed,
            EventPublisher events,
            Clock clock) {
        this.table = table;
        this.catalog = catalog;
        this.feed = feed;
        this.events = events;
        this.clock = clock;
    }

    /** The wall clock as it is stored and shown: to the millisecond. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The revision of the next change this unit writes; stored with the service it changes. */
    public long nextRevision() {
        return table.nextRevision();
    }

    /**
     * Writes one change.
     *
     * @param service after the change, with {@link #nextRevision} as its revision; or as it was
     *     when it is gone
     * @param missedBeats as they are true now
     */
    public Change write(
            RegistryChangeKind kind, ServiceRecord service, int missedBeats, Detail detail) {
        long revision =
                kind == RegistryChangeKind.DEREGISTERED
                        ? table.nextRevision()
                        : service.standing().revision();
        var wire =
                new RegistryChange(
                        revision, kind, service.wire(service.health(), missedBeats), now());
        table.add(revision, wire, detail, TraceContext.traceId());
        return new Change(revision, wire, service);
    }

    /** A service changed and was heard. */
    public void committed(Change change, Pulse pulse) {
        catalog.put(change.service(), pulse);
        announce(change);
    }

    /** A service changed without being heard. */
    public void committed(Change change) {
        catalog.put(change.service());
        announce(change);
    }

    /** A service is gone. */
    public void committedRemoval(Change change) {
        catalog.remove(change.service(), change.revision());
        announce(change);
    }

    private void announce(Change change) {
        feed.publish(change.wire());
        events.announce();
    }
}
