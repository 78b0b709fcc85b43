package dev.haios.registry.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a listing.
 *
 * @param revision every change up to it is in the page; a later one may be
 * @param last where the next page goes on, null when this is the last
 */
public record Page(List<Entry> entries, long revision, @Nullable Position last) {

    /** Copies the list. */
    public Page {
        entries = List.copyOf(entries);
    }
}
