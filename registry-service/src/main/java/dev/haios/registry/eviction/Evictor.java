package dev.haios.registry.eviction;

import dev.haios.contracts.eviction.Eviction;
import dev.haios.contracts.eviction.EvictionOutcome;
import dev.haios.contracts.eviction.EvictionReply;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.RegistryChangeKind;
import dev.haios.kit.store.Store;
import dev.haios.registry.catalog.Catalog;
import dev.haios.registry.catalog.ServiceRecord;
import dev.haios.registry.changes.Change;
import dev.haios.registry.changes.Detail;
import dev.haios.registry.changes.Journal;
import dev.haios.registry.expiry.Expiry;
import dev.haios.registry.liveness.Rhythm;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Decides about evictions, in this order:
 *
 * <ol>
 *   <li>The same transition was done before and is not forgotten yet: the same answer, whatever
 *       happened since. If it was the service's deregistration, an eviction that does less is
 *       {@code already_done}.
 *   <li>No such service: {@code unknown}, also when it deregistered by itself.
 *   <li>It was heard by another heartbeat than expected, or registered anew: {@code beat_won}.
 *   <li>The mass-expiry guard holds it: {@code held}.
 *   <li>It missed fewer than two beats (to be marked down) or three (to be deregistered): {@code
 *       not_due}.
 *   <li>Otherwise it is {@code evicted}, by a statement that still compares epoch and heartbeat.
 * </ol>
 */
@Component
class Evictor {

    private static final Logger LOG = LoggerFactory.getLogger(Evictor.class);

    private final Store store;
    private final EvictionTable table;
    private final Catalog catalog;
    private final Expiry expiry;
    private final Journal journal;

    Evictor(Store store, EvictionTable table, Catalog catalog, Expiry expiry, Journal journal) {
        this.store = store;
        this.table = table;
        this.catalog = catalog;
        this.expiry = expiry;
        this.journal = journal;
    }

    /** An answer, and the change behind it if it changed anything that others can see. */
    private record Decision(
            EvictionReply reply, @Nullable Change change, @Nullable ServiceRecord marked) {

        static Decision unchanged(EvictionReply reply) {
            return new Decision(reply, null, null);
        }
    }

    EvictionReply evict(Eviction eviction) {
        // The guard has to have seen what is due before anybody acts on it.
        expiry.carryOut();
        long now = expiry.settle();
        return store.write(() -> decide(eviction, now), this::committed).reply();
    }

    private void committed(Decision decision) {
        var change = decision.change();
        if (change != null && change.wire().kind() == RegistryChangeKind.DEREGISTERED) {
            journal.committedRemoval(change);
        } else if (change != null) {
            journal.committed(change);
        } else if (decision.marked() != null) {
            catalog.put(decision.marked());
        }
    }

    private Decision decide(Eviction eviction, long now) {
        var done = table.inSilence(eviction.serviceId(), eviction.expectedLastHeartbeatTs());
        for (var earlier : done) {
            if (earlier.action() == eviction.action()) {
                return Decision.unchanged(earlier.reply());
            }
        }
        var row = table.find(eviction.serviceId()).orElse(null);
        if (row == null) {
            return Decision.unchanged(
                    done.isEmpty()
                            ? nothing(EvictionOutcome.UNKNOWN, eviction)
                            : goneFurther(done.getFirst()));
        }
        var entry = catalog.find(eviction.serviceId());
        var heard = row.standing().lastHeartbeat();
        if (entry == null || !heard.equals(eviction.expectedLastHeartbeatTs())) {
            return Decision.unchanged(reply(EvictionOutcome.BEAT_WON, eviction, row, 0));
        }
        int missed = entry.missed(now);
        if (entry.isHeld(now)) {
            return Decision.unchanged(reply(EvictionOutcome.HELD, eviction, row, missed));
        }
        int needed =
                switch (eviction.action()) {
                    case MARK_DOWN -> Rhythm.DOWN;
                    case DEREGISTER -> Rhythm.GONE;
                };
        if (missed < needed) {
            return Decision.unchanged(reply(EvictionOutcome.NOT_DUE, eviction, row, missed));
        }
        return carryOut(eviction, row, missed);
    }

    private Decision carryOut(Eviction eviction, ServiceRecord row, int missed) {
        var reply = reply(EvictionOutcome.EVICTED, eviction, row, missed);
        table.keep(reply, eviction, journal.now());
        LOG.info(
                "service {} ({}) evicted: {}, {} beats missed, silent since {}",
                row.id(),
                row.profile().name(),
                eviction.action(),
                missed,
                row.standing().lastHeartbeat());
        return switch (eviction.action()) {
            case MARK_DOWN -> markDown(eviction, row, reply, missed);
            case DEREGISTER -> remove(eviction, row, reply, missed);
        };
    }

    /** Down by silence already, in most cases: then only what is stored as reported changes. */
    private Decision markDown(
            Eviction eviction, ServiceRecord row, EvictionReply reply, int missed) {
        boolean known = row.health() == Health.DOWN;
        long revision = known ? row.standing().revision() : journal.nextRevision();
        var marked = won(table.markDown(eviction, row.standing().epoch(), revision));
        return known
                ? new Decision(reply, null, marked)
                : new Decision(
                        reply,
                        journal.write(
                                RegistryChangeKind.STATUS_CHANGED,
                                marked,
                                missed,
                                Detail.of("eviction")),
                        null);
    }

    private Decision remove(Eviction eviction, ServiceRecord row, EvictionReply reply, int missed) {
        var removed = won(table.remove(eviction, row.standing().epoch()));
        return new Decision(
                reply,
                journal.write(
                        RegistryChangeKind.DEREGISTERED, removed, missed, Detail.of("eviction")),
                null);
    }

    /** The row was read in this very unit, so on a single writer nobody can have come between. */
    private static ServiceRecord won(Optional<ServiceRecord> changed) {
        return changed.orElseThrow(
                () -> new IllegalStateException("another writer changed a service within a unit"));
    }

    private static EvictionReply goneFurther(EvictionTable.Done done) {
        var reply = done.reply();
        return new EvictionReply(
                EvictionOutcome.ALREADY_DONE,
                reply.transitionId(),
                reply.serviceId(),
                reply.serviceName(),
                reply.missedBeats(),
                reply.epoch());
    }

    private static EvictionReply nothing(EvictionOutcome outcome, Eviction eviction) {
        return new EvictionReply(outcome, null, eviction.serviceId(), null, null, null);
    }

    private static EvictionReply reply(
            EvictionOutcome outcome, Eviction eviction, ServiceRecord row, int missed) {
        long epoch = row.standing().epoch();
        return new EvictionReply(
                outcome,
                TransitionId.of(
                                row.id(),
                                epoch,
                                eviction.expectedLastHeartbeatTs(),
                                eviction.action())
                        .value(),
                row.id(),
                row.profile().name(),
                missed,
                epoch);
    }
}
