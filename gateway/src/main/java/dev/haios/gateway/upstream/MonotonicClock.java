package dev.haios.gateway.upstream;

import dev.haios.kit.time.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that only elapses, for circuit breakers: a wall clock that jumps must not close one. */
final class MonotonicClock extends Clock {

    private final Ticker ticker;
    private final long origin;

    MonotonicClock(Ticker ticker) {
        this.ticker = ticker;
        this.origin = ticker.nanos();
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(ticker.nanos() - origin);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
