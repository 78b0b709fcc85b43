package dev.haios.kit.store;

import dev.haios.kit.store.StoreUnavailableException.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few platform threads that run queries, each on a read-only connection of its own and inside one
 * snapshot. Connections are opened when first needed and again after a failure.
 */
final class ReaderPool {

    private static final Logger log = LoggerFactory.getLogger(ReaderPool.class);

    private final SqliteConnections connections;
    private final Sessions sessions;
    private final StoreMetrics metrics;
    private final Duration queueTimeout;
    private final ThreadPoolExecutor threads;
    private final Queue<StoreConnection> idle = new ConcurrentLinkedQueue<>();

    ReaderPool(
            SqliteConnections connections,
            Sessions sessions,
            StoreMetrics metrics,
            StoreSettings settings) {
        this.connections = connections;
        this.sessions = sessions;
        this.metrics = metrics;
        this.queueTimeout = settings.queueTimeout();
        this.threads =
                new ThreadPoolExecutor(
                        settings.readers(),
                        settings.readers(),
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(settings.queueLimit()),
                        Thread.ofPlatform().daemon().name("store-reader-", 0).factory());
        metrics.reading(threads.getQueue());
    }

    <T extends @Nullable Object> T read(Supplier<T> query) {
        var unit = Unit.reading(query);
        try {
            threads.execute(() -> serve(unit));
        } catch (RejectedExecutionException e) {
            if (threads.isShutdown()) {
                throw new StoreUnavailableException(Reason.CLOSED, "the store is closed", e);
            }
            metrics.overloaded();
            throw new StoreOverloadedException(
                    threads.getQueue().size() + " queries wait for a reader");
        }
        return unit.await(queueTimeout);
    }

    private void serve(Unit<?> unit) {
        if (!unit.claim()) {
            return;
        }
        var connection = idle.poll();
        try {
            if (connection == null) {
                connection = connections.reading();
            }
            connection.beginReading();
            var session = Session.reading(connection);
            unit.perform(session, sessions);
            session.requireWhole();
            connection.commit();
            idle.add(connection);
            unit.release();
        } catch (RuntimeException | Error e) {
            var failure = StoreUnavailableException.of(e);
            metrics.failed(failure.reason());
            discard(connection);
            unit.fail(failure);
        }
    }

    private static void discard(@Nullable StoreConnection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            log.warn("a reading connection did not close", e);
        }
    }

    /** Lets running and waiting queries finish, within the given time, and closes. */
    void close(Duration patience) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                log.warn("queries are still running at close");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        idle.forEach(ReaderPool::discard);
        idle.clear();
    }
}
