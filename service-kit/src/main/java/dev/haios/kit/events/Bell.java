package dev.haios.kit.events;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes the publishing threads when there is something new. Rung inside a transaction it may wake
 * them before the commit, so a wake-up that finds nothing looks once more shortly after.
 */
final class Bell {

    private static final Duration COMMIT = Duration.ofMillis(20);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private final Condition ended = lock.newCondition();
    private long count;
    private boolean closed;

    void ring() {
        lock.lock();
        try {
            count++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the bell was rung since {@code seen}, or for {@code atMost}.
     *
     * @return the count to pass the next time
     */
    long await(long seen, Duration atMost) {
        lock.lock();
        try {
            long left = (count != seen ? COMMIT : atMost).toNanos();
            long before = count;
            while (count == before && !closed && left > 0) {
                left = rung.awaitNanos(left);
            }
            return before;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
            return seen;
        } finally {
            lock.unlock();
        }
    }

    /** Waits however often it is rung; only closing ends it early. */
    void pause(Duration pause) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(pause.toMillis());
            while (!closed && left > 0) {
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            rung.signalAll();
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
