package dev.haios.events.log;

import dev.haios.events.log.EventTable.Order;
import dev.haios.kit.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * All events of the retention time in the order of their numbers. An answered append is on disk.
 * Thread-safe; reads and appends wait for the store and fail as it does.
 */
@Component
public final class EventLog {

    /** Numbers looked at by one statement, so that a rare type never holds a reader for long. */
    private static final long WINDOW = 10_000;

    /** Of a page for a caller that asked for it; the text of its events. */
    private static final int MAX_PAGE_CHARS = 4 * 1024 * 1024;

    private final Store store;
    private final EventTable table;
    private final Clock clock;
    private final long epoch;
    private final List<Consumer<List<StoredEvent>>> followers = new CopyOnWriteArrayList<>();
    private volatile long lastSeq;
    private volatile long oldestSeq;

    EventLog(Store store, EventTable table, Clock clock) {
        this.store = store;
        this.table = table;
        this.clock = clock;
        this.epoch = store.write(() -> table.epoch(clock.millis()));
        this.lastSeq = store.read(table::lastSeq);
        this.oldestSeq = store.read(table::oldestSeq);
    }

    /**
     * Says which log this is: numbers of one epoch mean nothing in another. A new store begins a
     * new, larger one.
     */
    public long epoch() {
        return epoch;
    }

    /** The last number given out; 0 before the first event. */
    public long lastSeq() {
        return lastSeq;
    }

    /** The smallest number that can still be read; the next one when the log is empty. */
    public long oldestSeq() {
        return oldestSeq;
    }

    /**
     * Hands newly stored events to a follower, ascending and without gaps, on the store's writer
     * thread: it must be quick and must not use the store. Register before the first append.
     */
    public void follow(Consumer<List<StoredEvent>> follower) {
        followers.add(follower);
    }

    /** Stores events in the order given, except those whose id is known. */
    public Appended append(List<NewEvent> events) {
        return store.write(() -> table.append(events, epoch, clock.millis()), this::announce);
    }

    private void announce(Appended appended) {
        lastSeq = appended.lastSeq();
        if (!appended.stored().isEmpty()) {
            followers.forEach(follower -> follower.accept(appended.stored()));
        }
    }

    /**
     * The first wanted events numbered above {@code after} and below {@code before}: at most {@code
     * limit}, fewer when they are large.
     */
    public Page after(long after, long before, Filter filter, int limit) {
        return after(after, before, filter, limit, MAX_PAGE_CHARS);
    }

    /** The same with an own limit of the characters of its events; one event may exceed it. */
    public Page after(long after, long before, Filter filter, int limit, int maxChars) {
        return store.read(() -> {
            long last = table.lastSeq();
            long end = Math.min(last, before - 1);
            long through = Math.min(Math.max(after, table.oldestSeq() - 1), end);
            var found = new PageBuilder(limit, maxChars);
            while (through < end && !found.isFull()) {
                long to = Math.min(end, through + WINDOW);
                found.add(read(through, to, filter, Order.ASCENDING, found));
                through = found.isFull() ? found.events().getLast().seq() : to;
            }
            return new Page(found.events(), through, last);
        });
    }

    /** The last wanted events numbered below {@code before}, ascending; as many as above. */
    public Page before(long before, Filter filter, int limit) {
        return store.read(() -> {
            long last = table.lastSeq();
            long oldest = table.oldestSeq();
            long end = Math.min(last, before - 1);
            var found = new PageBuilder(limit, MAX_PAGE_CHARS);
            for (long to = end; to >= oldest && !found.isFull(); to -= WINDOW) {
                found.add(read(to - WINDOW, to, filter, Order.DESCENDING, found));
            }
            return new Page(found.events().reversed(), end, last);
        });
    }

    private List<StoredEvent> read(
            long from, long to, Filter filter, Order order, PageBuilder page) {
        return table.range(from, to, filter, order, page.left(), page.charsLeft(), epoch);
    }

    /** How many wanted events are kept above {@code from} up to {@code to}. */
    public long count(long from, long to, Filter filter) {
        return store.read(() -> table.count(from, to, filter));
    }

    /** Forgets a step's worth of events stored before the given time; returns how many. */
    int prune(long beforeMs, int step) {
        record Pruned(int events, long oldest) {}
        return store.write(
                        () -> new Pruned(table.prune(beforeMs, step), table.oldestSeq()),
                        pruned -> oldestSeq = pruned.oldest())
                .events();
    }
}
