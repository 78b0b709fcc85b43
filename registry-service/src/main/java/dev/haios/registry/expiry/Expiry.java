package dev.haios.registry.expiry;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.RegistryChangeKind;
import dev.haios.kit.store.Store;
import dev.haios.registry.catalog.Catalog;
import dev.haios.registry.catalog.Entry;
import dev.haios.registry.changes.Change;
import dev.haios.registry.changes.Detail;
import dev.haios.registry.changes.Journal;
import dev.haios.registry.liveness.MassExpiryGuard;
import dev.haios.registry.liveness.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Decides which services are down by silence. {@link #settle} decides in memory and costs nothing
 * while nobody is due; {@link #carryOut} also writes what was decided. Both may be called by any
 * thread.
 */
@Component
public final class Expiry {

    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    /** Transitions in one unit of work: units must be short. */
    private static final int BATCH = 100;

    private final Catalog catalog;
    private final SilenceTable table;
    private final Journal journal;
    private final Store store;
    private final Uptime uptime;
    private final Object lock = new Object();
    private volatile MassExpiryGuard guard;
    private volatile @Nullable Instant holdBegan;
    private volatile boolean pending;

    Expiry(
            Catalog catalog,
            SilenceTable table,
            Journal journal,
            Store store,
            Uptime uptime,
            ExpirySettings settings) {
        this.catalog = catalog;
        this.table = table;
        this.journal = journal;
        this.store = store;
        this.uptime = uptime;
        guard = MassExpiryGuard.watching(settings.sweep());
    }

    /**
     * Decides about everything that is due, so that what is read next is true.
     *
     * @return now, on the registry's time line
     */
    public long settle() {
        if (uptime.nanos() >= catalog.nextDueNanos()) {
            synchronized (lock) {
                decide(uptime.nanos());
            }
        }
        return uptime.nanos();
    }

    /** Writes the transitions that are due; each has its revision when this returns. */
    public void carryOut() {
        // Cleared first: what is decided from here on is written now or sets it again.
        pending = false;
        try {
            writeDue(settle());
        } catch (RuntimeException e) {
            pending = true;
            throw e;
        }
    }

    /** Whether something was decided that is not written yet. */
    boolean isPending() {
        return pending;
    }

    private void writeDue(long now) {
        var due = catalog.entries().filter(entry -> entry.isDue(now)).toList();
        for (int from = 0; from < due.size(); from += BATCH) {
            var batch = due.subList(from, Math.min(due.size(), from + BATCH));
            store.write(() -> write(batch, now), done -> done.forEach(journal::committed));
        }
    }

    /** Services that keep their status only because the guard holds them. */
    public int held() {
        long now = settle();
        return guard.holds(now)
                ? Math.toIntExact(catalog.entries().filter(entry -> entry.isHeld(now)).count())
                : 0;
    }

    /** When the present hold began by the wall clock, or null when nothing is held. */
    public @Nullable Instant holdBegan() {
        return guard.holds(settle()) ? holdBegan : null;
    }

    private void decide(long now) {
        catalog.expectDue();
        var fresh = new ArrayList<Entry>();
        int live = 0;
        for (var entry : catalog.entries().toList()) {
            boolean due = entry.isDue(now);
            if (due && entry.heldUntilNanos() == 0) {
                fresh.add(entry);
            } else if (!due) {
                // What is due already stays due until it is written; the timer sees to that.
                catalog.dueAt(entry.dueNanos());
            }
            boolean released = due && entry.heldUntilNanos() != 0;
            pending |= due;
            if (entry.service().health() != Health.DOWN && !released) {
                live++;
            }
        }
        var verdict = guard.judge(now, fresh.size(), live);
        guard = verdict.next();
        if (verdict.begun()) {
            holdBegan = journal.now();
            LOG.warn(
                    "mass expiry: {} of {} live services are due at once, held for {}",
                    fresh.size(),
                    live,
                    Duration.ofNanos(guard.sweepNanos()));
        }
        if (verdict.held()) {
            fresh.forEach(entry -> catalog.hold(entry, guard.heldUntilNanos()));
        }
    }

    private List<Change> write(List<Entry> due, long now) {
        var changes = new ArrayList<Change>();
        for (var entry : due) {
            var silenced = table.silence(entry.service(), journal.nextRevision());
            if (silenced == null) {
                continue;
            }
            LOG.info(
                    "service {} ({}) is down: silent since {}",
                    silenced.id(),
                    silenced.profile().name(),
                    silenced.standing().lastHeartbeat());
            changes.add(
                    journal.write(
                            RegistryChangeKind.STATUS_CHANGED,
                            silenced,
                            entry.missed(now),
                            Detail.of("silence")));
        }
        return changes;
    }
}
