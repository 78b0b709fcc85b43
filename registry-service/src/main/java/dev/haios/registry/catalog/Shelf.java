package dev.haios.registry.catalog;

import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Services that share a property, in listing order. One thread changes it, any number read it; the
 * count is kept because the map would have to walk to know it.
 */
final class Shelf {

    private final ConcurrentSkipListMap<Position, AtomicReference<Entry>> slots =
            new ConcurrentSkipListMap<>();
    private volatile int size;

    void add(Position position, AtomicReference<Entry> slot) {
        if (slots.put(position, slot) == null) {
            resize(1);
        }
    }

    void remove(Position position) {
        if (slots.remove(position) != null) {
            resize(-1);
        }
    }

    int size() {
        return size;
    }

    Collection<AtomicReference<Entry>> behind(@Nullable Position position) {
        return position == null ? slots.values() : slots.tailMap(position, false).values();
    }

    // Only the writer thread comes here, so the two steps cannot be interleaved.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void resize(int by) {
        size += by;
    }
}
