package dev.haios.events.log;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants. An empty set asks for nothing in particular; sets that are not empty
 * must all hold.
 *
 * @param types of the event
 * @param agents it is about
 * @param runIds it belongs to
 */
public record Filter(Set<String> types, Set<String> agents, Set<String> runIds) {

    /** Every event. */
    public static final Filter ALL = new Filter(Set.of(), Set.of(), Set.of());

    /** Copies the sets. */
    public Filter {
        types = Set.copyOf(types);
        agents = Set.copyOf(agents);
        runIds = Set.copyOf(runIds);
    }

    /** A filter of these words; repeated ones count once. */
    public static Filter of(
            Collection<String> types, Collection<String> agents, Collection<String> runIds) {
        return new Filter(Set.copyOf(types), Set.copyOf(agents), Set.copyOf(runIds));
    }

    /** Whether the event is wanted. */
    public boolean accepts(StoredEvent event) {
        return holds(types, event.eventType())
                && holds(agents, event.agent())
                && holds(runIds, event.runId());
    }

    private static boolean holds(Set<String> wanted, @Nullable String value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }
}
