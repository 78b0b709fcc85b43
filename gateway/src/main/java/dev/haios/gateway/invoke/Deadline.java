package dev.haios.gateway.invoke;

import dev.haios.kit.time.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The caller's time, which begins when the request is read. */
final class Deadline {

    /** A try gets this many times what the service usually needs, if there is that much. */
    private static final double PATIENCE = 3;

    private final Ticker ticker;
    private final long begunNanos;
    private final long limitNanos;

    Deadline(Ticker ticker, Duration limit) {
        this.ticker = ticker;
        this.begunNanos = ticker.nanos();
        this.limitNanos = limit.toNanos();
    }

    long elapsedNanos() {
        return ticker.nanos() - begunNanos;
    }

    /** Never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, limitNanos - elapsedNanos()));
    }

    boolean isOver() {
        return elapsedNanos() >= limitNanos;
    }

    /**
     * What the next try may take: the larger of an equal share of the time left and three times the
     * service's 95th percentile, but never more than is left.
     *
     * @param tries that are still possible, this one included
     */
    Duration share(int tries, @Nullable Double p95Ms) {
        var left = left();
        var equal = left.dividedBy(tries);
        var usual = Duration.ofNanos(p95Ms == null ? 0 : (long) (p95Ms * PATIENCE * 1e6));
        var wanted = equal.compareTo(usual) > 0 ? equal : usual;
        return wanted.compareTo(left) < 0 ? wanted : left;
    }
}
