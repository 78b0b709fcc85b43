package dev.haios.kit.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the writer fares, for health, metrics and log. Written by the writer thread, read by any. */
final class Pulse {

    private static final Logger log = LoggerFactory.getLogger(Pulse.class);

    private final StoreMetrics metrics;
    private volatile long committedAt = System.nanoTime();
    private volatile @Nullable StoreUnavailableException failure;

    Pulse(StoreMetrics metrics) {
        this.metrics = metrics;
    }

    /**
     * @param wrote whether there was anything to write: only that proves that writing works
     */
    void committed(int units, long nanos, boolean wrote) {
        metrics.committed(units, nanos);
        if (!wrote) {
            return;
        }
        committedAt = System.nanoTime();
        if (failure != null) {
            failure = null;
            log.info("store writable again");
        }
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
