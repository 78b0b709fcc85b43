package dev.haios.kit.web;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.HttpStatus;

/**
 * Turns at what costs a processor for long: parsing a large body. Requests run on virtual threads,
 * of which only as many proceed as there are processors, and which nobody interrupts; without turns
 * a few large bodies would keep everybody waiting, heartbeats and health checks included. Half of
 * the processors serve them. Thread-safe and fair.
 */
final class LargeBodies {

    private final int from;
    private final int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private final Semaphore turns = new Semaphore(atOnce, true);
    private final Duration patience;
    private final AtomicLong refused = new AtomicLong();

    /**
     * For bodies from so many bytes on.
     *
     * @param patience how long one may wait for its turn
     */
    LargeBodies(int from, Duration patience) {
        this.from = from;
        this.patience = patience;
    }

    <T> T inTurn(int bytes, BodyReader.Parsing<T> parsing) throws IOException {
        if (bytes < from) {
            return parsing.parse();
        }
        if (!turnComes()) {
            refused.incrementAndGet();
            throw ProblemException.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "overloaded",
                            "Other large bodies are being read; nothing was changed. Retry after a"
                                    + " pause, or send less at once.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        try {
            return parsing.parse();
        } finally {
            turns.release();
        }
    }

    private boolean turnComes() {
        try {
            return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many are parsed at once at most. */
    int atOnce() {
        return atOnce;
    }

    /** How many wait for their turn; about right. */
    int waiting() {
        return turns.getQueueLength();
    }

    /** Bodies whose turn did not come in time so far. */
    long refused() {
        return refused.get();
    }
}
