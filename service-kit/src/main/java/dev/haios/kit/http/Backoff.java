package dev.haios.kit.http;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Growing pauses between attempts, with jitter so that a fleet that lost a peer together does not
 * come back together. Not thread-safe: one per loop.
 */
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);

    private final Duration longest;
    private Duration next = FIRST;

    public Backoff(Duration longest) {
        this.longest = longest;
    }

    /** The next pause: half to all of a value that doubles up to the longest. */
    public Duration next() {
        long millis = next.toMillis();
        var pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return pause;
    }

    /** After a success: begin short again. */
    public void reset() {
        next = FIRST;
    }
}
