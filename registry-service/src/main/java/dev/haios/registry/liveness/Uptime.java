package dev.haios.registry.liveness;

import dev.haios.kit.time.Ticker;
import org.springframework.stereotype.Component;

/** The registry's time line: nanoseconds since it started, by the monotonic clock. Thread-safe. */
@Component
public final class Uptime {

    private final Ticker ticker;
    private final long started;

    Uptime(Ticker ticker) {
        this.ticker = ticker;
        started = ticker.nanos();
    }

    /** Zero at start, never going back. */
    public long nanos() {
        return ticker.nanos() - started;
    }
}
