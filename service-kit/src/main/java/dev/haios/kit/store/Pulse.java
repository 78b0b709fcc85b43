package dev.haios.kit.store;

import dev.haios.kit.store.StoreUnavailableException.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the writer fares, for health, metrics and log. Safe for all threads. */
final class Pulse {

    private static final Logger log = LoggerFactory.getLogger(Pulse.class);

    private final StoreMetrics metrics;
    private volatile long committedAt = System.nanoTime();
    private volatile @Nullable StoreUnavailableException failure;

    Pulse(StoreMetrics metrics) {
        this.metrics = metrics;
    }

    /**
     * A small unit may still fit on a disk that is full for others, so after {@link Reason#FULL} an
     * ordinary commit proves nothing; {@link #proven} does.
     *
     * @param wrote whether there was anything to write: an empty commit proves nothing either
     */
    void committed(int units, long nanos, boolean wrote) {
        metrics.committed(units, nanos);
        if (wrote && !isFull()) {
            proven();
        }
    }

    /** Writing works, with room to spare. */
    void proven() {
        committedAt = System.nanoTime();
        if (failure != null) {
            failure = null;
            log.info("store writable again");
        }
    }

    /** Whether the last attempt failed. */
    boolean isFailing() {
        return failure != null;
    }

    boolean isFull() {
        var last = failure;
        return last != null && last.reason() == Reason.FULL;
    }

    void failed(StoreUnavailableException e) {
        metrics.failed(e.reason());
        if (failure == null) {
            // Only the first of a row: requests that fail meanwhile carry the reason themselves.
            log.warn("store not writable, reason {}", e.reason().label(), e);
        }
        failure = e;
    }

    void callbackFailed(Throwable e) {
        metrics.callbackFailed();
        log.error("a unit was committed but its onCommit callback failed", e);
    }

    /** Whether a write succeeded within the given time and none failed since. */
    boolean isFresh(Duration age) {
        return failure == null && System.nanoTime() - committedAt < age.toNanos();
    }
}
