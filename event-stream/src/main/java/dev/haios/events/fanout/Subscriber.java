package dev.haios.events.fanout;

import dev.haios.events.fanout.Delivery.Closed;
import dev.haios.events.fanout.Delivery.Events;
import dev.haios.events.fanout.Delivery.Gap;
import dev.haios.events.fanout.Delivery.Quiet;
import dev.haios.events.fanout.Delivery.Reason;
import dev.haios.events.fanout.Delivery.Woken;
import dev.haios.events.log.Filter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One listener. {@link #next} is called by the listener's own thread only; everything else by any.
 *
 * <p>It begins with a replay from the log, page by page, and goes over to the shared tail as soon
 * as that holds all that is left: both are read by number, so nothing is missed or repeated. Once
 * live it may be overtaken by the tail; then it goes on in the tail's newer half and reports the
 * gap, except a listener that is no client, which goes back to the log.
 */
public final class Subscriber implements AutoCloseable {

    private final Hub hub;
    private final Transport transport;
    private final AtomicReference<@Nullable Subscription> wanted = new AtomicReference<>();
    private volatile @Nullable Thread sleeper;
    private volatile boolean woken;
    private volatile boolean closed;
    private volatile long cursor;
    private volatile @Nullable Filter filter;
    private boolean live;
    private long deliveredNanos;

    /**
     * A change not taken up yet.
     *
     * @param filter null to listen to nothing
     * @param after null to go on where it is; from {@code ifIdle} when it listens to nothing yet
     */
    private record Subscription(@Nullable Filter filter, @Nullable Long after, long ifIdle) {

        /** This one after one that was never taken up, whose position is the last one asked for. */
        Subscription following(@Nullable Subscription earlier) {
            return after != null || earlier == null
                    ? this
                    : new Subscription(filter, earlier.after, earlier.ifIdle);
        }
    }

    Subscriber(Hub hub, Transport transport) {
        this.hub = hub;
        this.transport = transport;
        this.cursor = hub.lastSeq();
        this.deliveredNanos = hub.nanos() - hub.settings().linger().toNanos();
    }

    Transport transport() {
        return transport;
    }

    /** What it listens to now; null when to nothing. */
    public @Nullable Filter filter() {
        var pending = wanted.get();
        return pending != null ? pending.filter() : filter;
    }

    /** The number up to which everything was delivered or not wanted. */
    public long cursor() {
        return cursor;
    }

    /**
     * Listens to these events from now on, beginning behind a number; {@link #next} answers {@link
     * Woken} once when it takes this up. 0 begins with the oldest event kept, a number beyond the
     * last one with the next event.
     */
    public void listen(Filter to, long after) {
        change(new Subscription(to, Math.min(after, hub.lastSeq()), 0));
    }

    /** The same without moving: what was delivered already does not come again. */
    public void listen(Filter to) {
        change(new Subscription(to, null, hub.lastSeq()));
    }

    /** Listens to nothing until told otherwise. */
    public void listenToNothing() {
        change(new Subscription(null, null, hub.lastSeq()));
    }

    private void change(Subscription to) {
        wanted.updateAndGet(to::following);
        wake();
    }

    /** Makes {@link #next} return soon, if only with {@link Woken}. */
    public void wake() {
        woken = true;
        unpark();
    }

    void unpark() {
        var thread = sleeper;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** Events in the log that it has not looked at. */
    long behind() {
        return filter == null ? 0 : Math.max(0, hub.lastSeq() - cursor);
    }

    /**
     * Waits for what comes next, at most for {@code patience}.
     *
     * @throws org.springframework.dao.DataAccessException when a replay or a count of what was lost
     *     needs the store and it cannot be read; the listener should be disconnected, to come back
     *     with its last number
     */
    public Delivery next(Duration patience) {
        linger();
        long deadline = System.nanoTime() + patience.toNanos();
        while (!closed) {
            if (woken) {
                woken = false;
                var change = wanted.getAndSet(null);
                if (change != null) {
                    take(change);
                }
                return new Woken();
            }
            var delivery = read();
            if (delivery != null) {
                deliveredNanos = hub.nanos();
                return delivery;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return new Quiet();
            }
            park(left);
        }
        return new Closed();
    }

    private void take(Subscription change) {
        if (change.after() != null) {
            cursor = change.after();
            live = false;
        } else if (filter == null) {
            cursor = change.ifIdle();
            live = false;
        }
        filter = change.filter();
    }

    /** One short pause; being woken early out of it only makes a batch smaller. */
    private void linger() {
        long left = hub.settings().linger().toNanos() - (hub.nanos() - deliveredNanos);
        if (left > 0 && !woken && !closed) {
            LockSupport.parkNanos(this, left);
        }
    }

    private void park(long nanos) {
        sleeper = Thread.currentThread();
        // Announced first and looked again after: a publisher does it the other way round.
        if (!closed && !woken && (filter == null || cursor >= hub.lastSeq())) {
            LockSupport.parkNanos(this, nanos);
        }
        sleeper = null;
    }

    private @Nullable Delivery read() {
        var to = filter;
        if (to == null) {
            return null;
        }
        var slice = hub.tail().after(cursor, to, hub.settings().batchEvents());
        if (slice != null) {
            live = true;
            cursor = slice.through();
            return slice.frames().isEmpty() ? null : new Events(slice.frames());
        }
        return live && transport.isClient() ? skip(to) : replay(to);
    }

    /** Overtaken: goes on further ahead, and says what that leaves out. */
    private @Nullable Delivery skip(Filter to) {
        long from = cursor;
        long until = Math.max(from, hub.tail().middle());
        long lost = hub.count(from, until, to);
        cursor = until;
        if (lost == 0) {
            return null;
        }
        hub.counted(transport, lost);
        return new Gap(from + 1, until, lost, Reason.SLOW);
    }

    private @Nullable Delivery replay(Filter to) {
        long oldest = hub.oldestSeq();
        if (cursor > 0 && cursor + 1 < oldest) {
            long from = cursor;
            cursor = oldest - 1;
            return new Gap(from + 1, cursor, cursor - from, Reason.EXPIRED);
        }
        var page = hub.page(cursor, to);
        cursor = Math.max(cursor, page.through());
        live = false;
        return page.frames().isEmpty() ? null : new Events(page.frames());
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends the listener; {@link #next} answers {@link Closed}. May be called twice. */
    @Override
    public void close() {
        closed = true;
        hub.leave(this);
        unpark();
    }
}
