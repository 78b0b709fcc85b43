package dev.haios.events.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.events.log.Filter;
import dev.haios.events.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailTest {

    private static final long ROOMY = 1 << 20;

    private static Frame frame(long seq) {
        var type = seq % 2 == 0 ? "even" : "odd";
        return new Frame(new StoredEvent(seq, type, null, null, 0, "{\"seq\":" + seq + "}"), 1, 0);
    }

    private static Tail tail(int capacity, long before, int events) {
        var tail = new Tail(capacity, ROOMY, before);
        for (int i = 1; i <= events; i++) {
            tail.add(frame(before + i));
        }
        return tail;
    }

    private static List<Long> seqs(Tail tail, long after, Filter filter, int limit) {
        return Objects.requireNonNull(tail.after(after, filter, limit)).frames().stream()
                .map(Frame::seq)
                .toList();
    }

    @Test
    void it_gives_what_comes_after_a_number() {
        var tail = tail(5, 100, 3);
        assertThat(seqs(tail, 100, Filter.ALL, 10)).containsExactly(101L, 102L, 103L);
        assertThat(seqs(tail, 102, Filter.ALL, 10)).containsExactly(103L);
        assertThat(seqs(tail, 103, Filter.ALL, 10)).isEmpty();
        assertThat(seqs(tail, 200, Filter.ALL, 10)).isEmpty();
        assertThat(seqs(tail, 100, Filter.ALL, 2)).containsExactly(101L, 102L);
    }

    @Test
    void a_reader_it_no_longer_covers_gets_nothing() {
        var tail = tail(5, 100, 8);
        assertThat(tail.size()).isEqualTo(5);
        assertThat(tail.after(102, Filter.ALL, 10)).isNull();
        assertThat(seqs(tail, 103, Filter.ALL, 10)).hasSize(5);
        assertThat(tail.covers(103)).isTrue();
        assertThat(tail.middle()).isBetween(104L, 107L);
        assertThat(new Tail(5, ROOMY, 7).covers(6)).isFalse();
        assertThat(new Tail(5, ROOMY, 7).middle()).isEqualTo(7);
    }

    @Test
    void what_is_not_wanted_is_looked_at_all_the_same() {
        var slice = tail(8, 0, 7).after(0, new Filter(Set.of("even"), Set.of(), Set.of()), 10);
        assertThat(Objects.requireNonNull(slice).frames()).hasSize(3);
        assertThat(slice.through()).isEqualTo(7);
    }

    @Test
    void its_size_in_bytes_is_bounded_too() {
        var tail = new Tail(100, 50, 0);
        IntStream.rangeClosed(1, 20).forEach(seq -> tail.add(frame(seq)));
        assertThat(tail.size()).isEqualTo(50 / "{\"seq\":20}".length());
        assertThat(tail.lastSeq()).isEqualTo(20);
    }

    @Test
    void large_events_are_handed_over_in_smaller_batches() {
        var tail = new Tail(100, 10 * ROOMY, 0);
        var large = "x".repeat(Tail.MAX_SLICE_WEIGHT / 2);
        for (int seq = 1; seq <= 5; seq++) {
            tail.add(new Frame(new StoredEvent(seq, "large", null, null, 0, large), 1, 0));
        }
        assertThat(seqs(tail, 0, Filter.ALL, 50)).containsExactly(1L, 2L);
        assertThat(seqs(tail, 2, Filter.ALL, 50)).containsExactly(3L, 4L);
        assertThat(seqs(tail, 4, Filter.ALL, 50)).containsExactly(5L);
    }

    @Test
    void readers_miss_nothing_while_it_is_written() {
        int events = 200_000;
        var tail = new Tail(64, ROOMY, 0);
        var readers = new ArrayList<CompletableFuture<Long>>();
        for (int i = 0; i < 2; i++) {
            readers.add(CompletableFuture.supplyAsync(() -> follow(tail, events)));
        }
        for (int seq = 1; seq <= events; seq++) {
            tail.add(frame(seq));
        }
        readers.forEach(reader -> assertThat(reader.join()).isEqualTo(events));
    }

    /** Follows to the end; fails on anything torn. Returns events read plus events skipped. */
    private static long follow(Tail tail, long end) {
        long cursor = 0;
        long accounted = 0;
        while (cursor < end) {
            var slice = tail.after(cursor, Filter.ALL, 50);
            if (slice == null) {
                long next = Math.max(cursor, tail.middle());
                accounted += next - cursor;
                cursor = next;
                continue;
            }
            for (var frame : slice.frames()) {
                if (frame.seq() != cursor + 1) {
                    throw new AssertionError(frame.seq() + " came behind " + cursor);
                }
                cursor++;
                accounted++;
            }
        }
        return accounted;
    }
}
