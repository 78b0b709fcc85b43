package dev.haios.events.log;

import dev.haios.kit.store.Store;
import java.time.Clock;
import java.util.ArrayList;
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

    /** The first wanted events numbered above {@code after} and below {@code before}. */
    public Page after(long after, long before, Filter filter, int limit) {
        return store.read(() -> {
            long last = table.lastSeq();
            long end = Math.min(last, before - 1);
            long through = Math.min(Math.max(after, table.oldestSeq() - 1), end);
            var found = new ArrayList<StoredEvent>();
            while (through < end && found.size() < limit) {
                long to = Math.min(end, through + WINDOW);
                found.addAll(table.ascending(through, to, filter, limit - found.size(), epoch));
                through = found.size() == limit ? found.getLast().seq() : to;
            }
            return new Page(found, through, last);
        });
    }

    /** The last wanted events numbered below {@code before}, ascending. */
    public Page before(long before, Filter filter, int limit) {
        return store.read(() -> {
            long last = table.lastSeq();
            long oldest = table.oldestSeq();
            long end = Math.min(last, before - 1);
            var found = new ArrayList<StoredEvent>();
            for (long to = end; to >= oldest && found.size() < limit; to -= WINDOW) {
                found.addAll(
                        table.descending(to - WINDOW, to, filter, limit - found.size(), epoch));
            }
            return new Page(found.reversed(), end, last);
        });
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
