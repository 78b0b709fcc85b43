package dev.haios.kit.store;

import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits waiting units together. A lone unit is committed at once; groups form by themselves while
 * a commit is under way, and one that follows a crowd pauses a moment for the crowd to come back,
 * because a commit costs as much CPU time as many units. Owns the writing connection and opens it
 * again after every failure, which is how the store recovers by itself. Confined to one thread at a
 * time.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /** From so many units on a group was a crowd. */
    private static final int CROWD = 8;

    /** Far below what a caller notices, and enough for tens of requests on two cores. */
    private static final long CROWD_PAUSE_NANOS = 500_000;

    private final StoreSettings settings;
    private final SqliteConnections connections;
    private final StoreFile file;
    private final Sessions sessions;
    private final Pulse pulse;
    private @Nullable StoreConnection connection;
    private int lastSize;

    GroupCommit(
            StoreSettings settings,
            SqliteConnections connections,
            StoreFile file,
            Sessions sessions,
            Pulse pulse) {
        this.settings = settings;
        this.connections = connections;
        this.file = file;
        this.sessions = sessions;
        this.pulse = pulse;
    }

    /** Performs, commits and answers a claimed unit and those that wait behind it. */
    void commit(Unit<?> first, Queue<Unit<?>> waiting) {
        var group = new Group(sessions, first);
        long commitNanos;
        try {
            pauseForCrowd();
            var writing = begin(group, waiting);
            group.perform(writing, first);
            gather(group, writing, waiting);
            file.requireInPlace();
            long started = System.nanoTime();
            writing.commit();
            commitNanos = System.nanoTime() - started;
        } catch (RuntimeException | Error e) {
            abandon(group, StoreUnavailableException.of(e));
            return;
        }
        lastSize = group.size();
        pulse.committed(group.size(), commitNanos, group.changedRows());
        group.settle(pulse);
    }

    /** Asleep rather than waiting at the queue, so that nobody has to wake this thread. */
    private void pauseForCrowd() {
        if (lastSize >= CROWD) {
            LockSupport.parkNanos(this, CROWD_PAUSE_NANOS);
        }
    }

    private StoreConnection begin(Group group, Queue<Unit<?>> waiting) {
        try {
            file.requireInPlace();
            var writing = connection;
            if (writing == null) {
                writing = connections.writing();
                connection = writing;
            }
            writing.beginWriting();
            return writing;
        } catch (StoreUnavailableException e) {
            // Whoever waits would only wait for the same lock or disk again, one after the other.
            waiting.removeIf(group::join);
            throw e;
        }
    }

    private void gather(Group group, StoreConnection writing, Queue<Unit<?>> waiting) {
        long started = System.nanoTime();
        while (group.size() < settings.groupLimit()
                && System.nanoTime() - started < settings.groupTime().toNanos()) {
            var next = waiting.poll();
            if (next == null) {
                return;
            }
            if (group.join(next)) {
                group.perform(writing, next);
            }
        }
    }

    private void abandon(Group group, StoreUnavailableException failure) {
        // Closing rolls back whatever is still open, also where ROLLBACK itself would fail.
        close();
        pulse.failed(failure);
        group.fail(failure);
    }

    @Override
    public void close() {
        var closing = connection;
        connection = null;
        if (closing == null) {
            return;
        }
        try {
            closing.close();
        } catch (SQLException e) {
            log.warn("the writing connection did not close", e);
        }
    }
}
