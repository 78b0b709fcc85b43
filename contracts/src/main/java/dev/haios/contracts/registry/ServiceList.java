package dev.haios.contracts.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of services.
 *
 * @param count how many are in this page
 * @param revision of the registry that the page shows
 * @param nextCursor where the next page begins, absent on the last
 */
public record ServiceList(
        List<RegisteredService> items, int count, long revision, @Nullable String nextCursor) {

    /** Copies the list. */
    public ServiceList {
        items = List.copyOf(items);
    }
}
