package dev.haios.kit.admission;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What single clients hold of the second half of the places. While a lane is not crowded nothing is
 * counted; once it is, a client may hold at most half of what is left, so that one that floods
 * leaves a quarter of all places to others. Thread-safe; holds no more names than places.
 */
final class Shares {

    private final ConcurrentMap<String, Integer> held = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private final int most;

    Shares(int places) {
        most = Math.max(1, places / 4);
    }

    /** Takes one more for the client, which {@link #giveBack} returns; false beyond its share. */
    boolean take(String client) {
        if (held.merge(client, 1, Integer::sum) <= most) {
            return true;
        }
        giveBack(client);
        refused.incrementAndGet();
        return false;
    }

    void giveBack(String client) {
        held.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
    }

    /** Requests refused to clients beyond their share so far. */
    long refused() {
        return refused.get();
    }
}
