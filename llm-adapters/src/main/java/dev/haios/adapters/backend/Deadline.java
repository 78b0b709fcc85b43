package dev.haios.adapters.backend;

import dev.haios.kit.time.Ticker;
import java.time.Duration;

/**
 * When the caller stops waiting, on the ticker that measured it.
 *
 * @param atNanos the ticker's reading at that moment
 */
public record Deadline(Ticker ticker, long atNanos) {

    /** A deadline some time from now. */
    public static Deadline in(Duration time, Ticker ticker) {
        return new Deadline(ticker, ticker.nanos() + time.toNanos());
    }

    /** Time left; negative when it has passed. */
    public Duration left() {
        return Duration.ofNanos(atNanos - ticker.nanos());
    }
}
