package dev.haios.registry.catalog;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which services a reader wants.
 *
 * @param facets all must hold; the rarest is looked up, the others are checked
 * @param filter must hold too
 * @param after where to go on, null to begin
 * @param limit most services to answer, at least 1
 */
public record Selection(
        List<Facet> facets, Predicate<Entry> filter, @Nullable Position after, int limit) {

    /** Copies the list. */
    public Selection {
        facets = List.copyOf(facets);
    }

    /** Asked of every service on the rarest facet's shelf, so no stream is set up for each. */
    boolean matches(Entry entry) {
        for (var facet : facets) {
            if (!facet.holds(entry.service().profile())) {
                return false;
            }
        }
        return filter.test(entry);
    }
}
