package dev.haios.kit.web;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.HttpStatus;

/** Turns at something that only a few may do at once; who comes first goes first. Thread-safe. */
final class Turns {

    private final int atOnce;
    private final Semaphore free;
    private final Duration patience;
    private final AtomicLong refused = new AtomicLong();

    /** So many at once; who waits longer than this is refused. */
    Turns(int atOnce, Duration patience) {
        this.atOnce = atOnce;
        this.free = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /**
     * Waits for a turn, which {@link #end} ends.
     *
     * @throws ProblemException 503 when it does not come in time
     */
    void begin(String busy) {
        if (!comes()) {
            refused.incrementAndGet();
            throw ProblemException.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "overloaded",
                            busy
                                    + " Nothing was changed. Retry after a pause, or at a smaller size.")
                    .retryAfter(Duration.ofSeconds(1));
        }
    }

    private boolean comes() {
        try {
            return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void end() {
        free.release();
    }

    int atOnce() {
        return atOnce;
    }

    /** How many wait; about right. */
    int waiting() {
        return free.getQueueLength();
    }

    /** How many were refused so far. */
    long refused() {
        return refused.get();
    }
}
