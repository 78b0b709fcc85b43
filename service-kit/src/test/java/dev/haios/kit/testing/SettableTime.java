package dev.haios.kit.testing;

import dev.haios.kit.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock and a ticker that stand still until they are moved, together or apart: a wall clock that
 * jumps must not look like time that has passed. Thread-safe.
 */
public final class SettableTime extends Clock implements Ticker {

    private Instant now;
    private long nanos;

    public SettableTime(Instant start) {
        now = start;
    }

    /** Time passes: both move. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
    }

    /** Somebody sets the wall clock: only what is shown moves. */
    public synchronized void jump(Duration by) {
        now = now.plus(by);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new IllegalArgumentException("the fleet shows UTC only, not " + zone);
    }
}
