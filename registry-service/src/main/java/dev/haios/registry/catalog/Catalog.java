package dev.haios.registry.catalog;

import dev.haios.registry.liveness.Pulse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All services in memory. {@link #put} and {@link #remove} are called after a commit, in commit
 * order, by the one thread that writes; everything else may be called by any thread and never
 * waits.
 */
@Component
public final class Catalog {

    private final Map<String, AtomicReference<Entry>> slots = new ConcurrentHashMap<>();
    private final Map<Facet, Shelf> shelves = new ConcurrentHashMap<>();
    private final Shelf all = new Shelf();
    private final AtomicLong nextDueNanos = new AtomicLong(Long.MAX_VALUE);
    private volatile long revision;

    Catalog(StoredServices stored) {
        revision = stored.revision();
        stored.entries().forEach(entry -> put(entry.service(), entry.pulse()));
    }

    /** Revision of the last change that is in here. */
    public long revision() {
        return revision;
    }

    /** The service of this id, or null. */
    public @Nullable Entry find(String serviceId) {
        var slot = slots.get(serviceId);
        return slot == null ? null : slot.get();
    }

    /** How many services there are. */
    public int size() {
        return slots.size();
    }

    /** Every service, in no particular order. */
    public Stream<Entry> entries() {
        return slots.values().stream().map(AtomicReference::get);
    }

    /** A page of the services that match. */
    public Page select(Selection selection) {
        // Read first: what is newer in the page may be told again, what is older never missing.
        long reached = revision;
        var rarest =
                selection.facets().stream()
                        .map(facet -> shelves.getOrDefault(facet, new Shelf()))
                        .min(Comparator.comparingInt(Shelf::size))
                        .orElse(all);
        var found = new ArrayList<Entry>();
        for (var slot : rarest.behind(selection.after())) {
            var entry = slot.get();
            if (!selection.matches(entry)) {
                continue;
            }
            if (found.size() == selection.limit()) {
                return new Page(found, reached, Position.of(found.getLast().service()));
            }
            found.add(entry);
        }
        return new Page(found, reached, null);
    }

    /** Takes in what was committed about a service that was heard at that pulse. */
    public void put(ServiceRecord service, Pulse pulse) {
        var slot = slots.get(service.id());
        if (slot == null) {
            var added = new AtomicReference<>(Entry.of(service, pulse));
            shelve(service, Set.of(), added);
            slots.put(service.id(), added);
            dueAt(added.get().dueNanos());
        } else {
            var before =
                    slot.getAndUpdate(old ->
                            // A hold belongs to one silence, and a beat ends it.
                            new Entry(
                                    service,
                                    old.pulse().later(pulse),
                                    pulse.beatNanos() > old.pulse().beatNanos()
                                            ? 0
                                            : old.heldUntilNanos()));
            if (!before.service().profile().equals(service.profile())) {
                reshelve(before.service(), service, slot);
            }
            dueAt(slot.get().dueNanos());
        }
        revision = Math.max(revision, service.standing().revision());
    }

    /** Takes in what was committed about a service without hearing from it. */
    public void put(ServiceRecord service) {
        var known = find(service.id());
        if (known != null) {
            put(service, known.pulse());
        }
    }

    /** Forgets a service that was deregistered at that revision. */
    public void remove(ServiceRecord service, long removedAt) {
        if (slots.remove(service.id()) != null) {
            unshelve(service, Facet.of(service.profile()));
            all.remove(Position.of(service));
        }
        revision = Math.max(revision, removedAt);
    }

    /** Holds a service back from going down, unless it changed meanwhile. */
    public void hold(Entry entry, long untilNanos) {
        var slot = slots.get(entry.service().id());
        if (slot != null && slot.compareAndSet(entry, entry.heldUntil(untilNanos))) {
            dueAt(untilNanos);
        }
    }

    /** No service becomes due before this; it may turn out that none does even then. */
    public long nextDueNanos() {
        return nextDueNanos.get();
    }

    /** Forgets when the next service is due; the caller looks at all of them after this. */
    public void expectDue() {
        nextDueNanos.set(Long.MAX_VALUE);
    }

    /** Makes sure that services are looked at by then. */
    public void dueAt(long nanos) {
        nextDueNanos.accumulateAndGet(nanos, Math::min);
    }

    private void shelve(ServiceRecord service, Set<Facet> known, AtomicReference<Entry> slot) {
        var position = Position.of(service);
        for (var facet : Facet.of(service.profile())) {
            if (!known.contains(facet)) {
                shelves.computeIfAbsent(facet, _ -> new Shelf()).add(position, slot);
            }
        }
        all.add(position, slot);
    }

    private void unshelve(ServiceRecord service, Iterable<Facet> facets) {
        for (var facet : facets) {
            var shelf = shelves.get(facet);
            if (shelf != null) {
                shelf.remove(Position.of(service));
                if (shelf.size() == 0) {
                    shelves.remove(facet);
                }
            }
        }
    }

    /** Adds before it removes, so that a reader in between finds the service at least once. */
    private void reshelve(ServiceRecord before, ServiceRecord after, AtomicReference<Entry> slot) {
        boolean moved = !Position.of(before).equals(Position.of(after));
        var old = Facet.of(before.profile());
        shelve(after, moved ? Set.of() : old, slot);
        if (moved) {
            unshelve(before, old);
            all.remove(Position.of(before));
        } else {
            old.removeAll(Facet.of(after.profile()));
            unshelve(before, List.copyOf(old));
        }
    }
}
