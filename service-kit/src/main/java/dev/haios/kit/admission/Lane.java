package dev.haios.kit.admission;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Places for requests of one kind; nobody waits for one. Thread-safe; entering and leaving cost one
 * atomic operation each.
 */
final class Lane {

    private final String name;
    private final int places;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();

    Lane(String name, int places) {
        this.name = name;
        this.places = places;
    }

    /** Takes a place, which {@link #leave} gives back; false when there is none. */
    boolean enter() {
        if (inside.getAndUpdate(taken -> taken < places ? taken + 1 : taken) < places) {
            return true;
        }
        refused.incrementAndGet();
        return false;
    }

    void leave() {
        inside.decrementAndGet();
    }

    /** Whether more than half of the places are taken. */
    boolean isCrowded() {
        return inside.get() > places / 2;
    }

    String name() {
        return name;
    }

    int places() {
        return places;
    }

    int inside() {
        return inside.get();
    }

    /** Requests that found no place so far. */
    long refused() {
        return refused.get();
    }
}
