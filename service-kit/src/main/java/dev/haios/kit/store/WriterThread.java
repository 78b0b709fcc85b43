package dev.haios.kit.store;

import dev.haios.kit.store.StoreUnavailableException.Reason;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that writes, and the bounded queue in front of it. */
final class WriterThread {

    private static final Logger log = LoggerFactory.getLogger(WriterThread.class);

    private final BlockingQueue<Unit<?>> queue;
    private final GroupCommit groups;
    private final StoreMetrics metrics;
    private final StoreSettings settings;
    private final Thread thread;
    private volatile boolean closing;

    WriterThread(
            BlockingQueue<Unit<?>> queue,
            GroupCommit groups,
            StoreMetrics metrics,
            StoreSettings settings) {
        this.queue = queue;
        this.groups = groups;
        this.metrics = metrics;
        this.settings = settings;
        // Platform, not virtual: a native SQLite call would pin the carrier under everyone else.
        this.thread = Thread.ofPlatform().daemon().name("store-writer").start(this::serve);
        Thread.ofPlatform().daemon().name("store-patience").start(this::expire);
    }

    /** Whether waiting for a unit here would be waiting for oneself. */
    boolean isCurrentThread() {
        return Thread.currentThread().equals(thread);
    }

    void enqueue(Unit<?> unit) {
        if (closing) {
            throw closed();
        }
        if (!queue.offer(unit)) {
            metrics.overloaded();
            throw new StoreOverloadedException(queue.size() + " units wait for the writer");
        }
        // The thread may have ended between the two lines above; then nobody else would tell.
        if (closing && unit.withdraw()) {
            throw closed();
        }
    }

    /**
     * Tells callers whose turn does not come that it will not: on a thread of its own, since it is
     * the writer that keeps them waiting, and one for all, since almost none ever waits that long.
     */
    private void expire() {
        var patience = settings.queueTimeout();
        while (thread.isAlive()) {
            for (var unit : queue) {
                if (!unit.expire(patience)) {
                    break;
                }
            }
            try {
                thread.join(patience.dividedBy(10));
            } catch (InterruptedException e) {
                log.warn("interrupt on the patience thread ignored", e);
            }
        }
    }

    private void serve() {
        while (!closing || !queue.isEmpty()) {
            try {
                var unit = queue.take();
                if (unit.claim()) {
                    groups.commit(unit, queue);
                }
            } catch (InterruptedException e) {
                // Nobody but a unit's own code can have done it; only close() ends this thread.
                log.warn("interrupt on the writer thread ignored", e);
            } catch (RuntimeException | Error e) {
                log.error("the writer thread goes on after a failure", e);
            }
        }
    }

    /**
     * Finishes what is queued, within the configured time; what is left then fails.
     *
     * @return whether the thread has ended, so that its connection may be touched
     */
    boolean drain() {
        closing = true;
        // Wakes the thread out of its wait. A full queue needs no waking.
        var wake = Unit.reading(() -> true);
        wake.withdraw();
        var _ = queue.offer(wake);
        boolean ended = false;
        try {
            ended = thread.join(settings.closeTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            log.warn("the writer is still busy at close; {} units fail", queue.size());
        }
        for (var unit = queue.poll(); unit != null; unit = queue.poll()) {
            if (unit.withdraw()) {
                unit.fail(closed());
            }
        }
        return ended;
    }

    private static StoreUnavailableException closed() {
        return new StoreUnavailableException(Reason.CLOSED, "the store is closed", null);
    }
}
