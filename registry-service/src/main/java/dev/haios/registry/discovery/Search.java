package dev.haios.registry.discovery;

import dev.haios.contracts.heartbeat.Activity;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.ServiceDiscoveryQuery;
import dev.haios.contracts.schema.Wire;
import dev.haios.registry.catalog.Entry;
import dev.haios.registry.catalog.Facet;
import dev.haios.registry.catalog.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns a query into a selection, as of one moment. */
final class Search {

    private static final int DEFAULT_LIMIT = 1000;

    private final ServiceDiscoveryQuery query;
    private final long nowNanos;

    Search(ServiceDiscoveryQuery query, long nowNanos) {
        this.query = query;
        this.nowNanos = nowNanos;
    }

    /** Services to give work to; a query that names a status asks for exactly that instead. */
    Selection offered() {
        return selection(query.status() == null ? entry -> entry.isOffered(nowNanos) : status());
    }

    /** All that is known and missed at least so many beats. */
    Selection known(int minMissed) {
        return selection(status().and(entry -> entry.missed(nowNanos) >= minMissed));
    }

    private Selection selection(Predicate<Entry> filter) {
        return new Selection(
                facets(),
                labels().and(filter),
                Cursor.read(query.cursor()),
                query.limit() == null ? DEFAULT_LIMIT : query.limit());
    }

    private List<Facet> facets() {
        var facets = new ArrayList<Facet>();
        query.cap().forEach(cap -> facets.add(new Facet(Facet.Kind.CAP, cap)));
        if (query.name() != null) {
            facets.add(new Facet(Facet.Kind.NAME, query.name()));
        }
        if (query.type() != null) {
            facets.add(new Facet(Facet.Kind.TYPE, Wire.word(query.type())));
        }
        if (query.role() != null) {
            facets.add(new Facet(Facet.Kind.ROLE, Wire.word(query.role())));
        }
        return facets;
    }

    /** What a dead service said it was doing, it does no more. */
    private Predicate<Entry> status() {
        var word = query.status();
        if (word == null) {
            return _ -> true;
        }
        var health = Wire.constant(Health.class, word);
        if (health.isPresent()) {
            return entry -> entry.health(nowNanos) == health.get();
        }
        var activity = Wire.constant(Activity.class, word).orElseThrow();
        return entry ->
                entry.service().report().activity() == activity
                        && entry.health(nowNanos) != Health.DOWN;
    }

    private Predicate<Entry> labels() {
        if (query.label().isEmpty()) {
            return _ -> true;
        }
        return entry ->
                query.label().entrySet().stream()
                        .allMatch(wanted ->
                                wanted.getValue() != null
                                        && wanted.getValue().equals(label(entry, wanted.getKey())));
    }

    private static @Nullable String label(Entry entry, String key) {
        var value = entry.service().profile().labels().get(key);
        return value == null ? null : value.toString();
    }
}
