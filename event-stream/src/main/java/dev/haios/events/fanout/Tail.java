package dev.haios.events.fanout;

import dev.haios.events.log.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, in a ring that one thread writes and any number reads without locks.
 *
 * <p>Why a reader sees nothing torn: before a slot is given up, {@code floor} is raised to its
 * event's number. A reader looks at the slots first and at the floor last; if the floor is still
 * not above where the reader began, no event it wanted was given up while it looked, and whatever
 * it wanted was right. Otherwise it has been overtaken and drops what it read. While it searches
 * for where to begin it also meets slots of events it does not want, which may have been filled
 * anew: it asks {@code start}, which moves before that, whether the slot still is what it was.
 */
final class Tail {

    /**
     * What is handed to one listener at once, since it lies in memory until the listener has taken
     * it; a single event may exceed it.
     */
    static final int MAX_SLICE_WEIGHT = 256 * 1024;

    private final AtomicReferenceArray<@Nullable Frame> slots;
    private final int mask;
    private final int capacity;
    private final long maxWeight;
    private long weight;
    private volatile long floor;
    private volatile long lastSeq;
    private volatile long start;
    private volatile long end;

    /**
     * What a reader met.
     *
     * @param frames wanted ones, ascending
     * @param through everything up to this number has been looked at
     */
    record Slice(List<Frame> frames, long through) {}

    /**
     * An empty tail.
     *
     * @param lastSeq the number of the last event before it
     */
    Tail(int capacity, long maxWeight, long lastSeq) {
        int size = Integer.highestOneBit(Math.max(2, capacity * 2 - 1));
        this.slots = new AtomicReferenceArray<>(size);
        this.mask = size - 1;
        this.capacity = capacity;
        this.maxWeight = maxWeight;
        this.floor = lastSeq;
        this.lastSeq = lastSeq;
    }

    /** Adds the next event, giving up old ones for it. Called by one thread at a time. */
    void add(Frame frame) {
        while (end > start && (end - start >= capacity || weight + frame.weight() > maxWeight)) {
            giveUpOldest();
        }
        slots.set((int) end & mask, frame);
        addWeight(frame.weight());
        lastSeq = frame.seq();
        setEnd(end + 1);
    }

    private void giveUpOldest() {
        int slot = (int) start & mask;
        var oldest = slots.get(slot);
        if (oldest != null) {
            floor = oldest.seq();
            addWeight(-oldest.weight());
        }
        slots.set(slot, null);
        setStart(start + 1);
    }

    private void addWeight(int more) {
        weight += more;
    }

    private void setStart(long position) {
        start = position;
    }

    private void setEnd(long position) {
        end = position;
    }

    /** The number of the newest event ever added. */
    long lastSeq() {
        return lastSeq;
    }

    /** Whether every event after this number that was ever added is still here. */
    boolean covers(long seq) {
        return seq >= floor;
    }

    int size() {
        return (int) (end - start);
    }

    /**
     * A number behind which about half of the tail lies: where to go on for a reader that was
     * overtaken, far enough from the end not to be overtaken again at once.
     */
    long middle() {
        long from = start;
        var frame = slots.get((int) (from + (end - from) / 2) & mask);
        // Given up meanwhile, or nothing there: then the very end will do.
        return frame == null ? lastSeq : Math.max(frame.seq(), floor);
    }

    /**
     * Up to {@code limit} wanted events after a number, fewer when they are large, or null when the
     * reader was overtaken.
     *
     * @param limit 1 or more
     */
    @Nullable Slice after(long seq, Filter filter, int limit) {
        if (!covers(seq)) {
            return null;
        }
        long last = end;
        var frames = new ArrayList<Frame>();
        long through = seq;
        int weight = 0;
        for (long at = firstAfter(seq, last);
                at < last && frames.size() < limit && weight < MAX_SLICE_WEIGHT;
                at++) {
            var frame = slots.get((int) at & mask);
            if (frame == null) {
                return null;
            }
            through = frame.seq();
            if (filter.accepts(frame.event())) {
                frames.add(frame);
                weight += frame.weight();
            }
        }
        return covers(seq) ? new Slice(frames, through) : null;
    }

    /**
     * The position of the first event numbered above {@code seq}; {@code last} if there is none.
     */
    private long firstAfter(long seq, long last) {
        long low = start;
        long high = last;
        while (low < high) {
            long middle = (low + high) >>> 1;
            var frame = slots.get((int) middle & mask);
            // A slot given up since we read start lies before everything still wanted. It may
            // hold a newer event by now, and then start was moved before that was written.
            if (frame == null || middle < start || frame.seq() <= seq) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
