package dev.haios.registry.liveness;

import java.time.Duration;

/**
 * How often a service promised to beat, and how its silence is judged: one beat is missed when the
 * TTL has passed since the last, and one more with every further interval.
 *
 * @param interval between two beats, positive
 * @param ttl silence until the first beat counts as missed, positive
 */
public record Rhythm(Duration interval, Duration ttl) {

    /** Missed beats from which a service is down. */
    public static final int DOWN = 2;

    /** Missed beats from which a service may be forgotten. */
    public static final int GONE = 3;

    /** Checks that time can pass. */
    public Rhythm {
        if (!interval.isPositive() || !ttl.isPositive()) {
            throw new IllegalArgumentException("interval and ttl must be positive");
        }
    }

    /** Beats missed in a row after so much silence, in nanoseconds. */
    public int missed(long silenceNanos) {
        long late = silenceNanos - ttl.toNanos();
        return late < 0
                ? 0
                : (int) Math.min(Integer.MAX_VALUE, Math.addExact(late / interval.toNanos(), 1));
    }

    /** The silence, in nanoseconds, with which a service goes down. */
    public long downAfterNanos() {
        return ttl.plus(interval).toNanos();
    }
}
