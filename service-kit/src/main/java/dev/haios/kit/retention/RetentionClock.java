package dev.haios.kit.retention;

import dev.haios.kit.store.Store;
import dev.haios.kit.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time for retention: the wall clock's, except that a leap of more than a day ahead, in a
 * running service or from one run to the next, is believed only after it has stood for a day of
 * running. Until then only the time that really passes counts. A clock that was wrong in between,
 * also across restarts, thus forgets nothing; a machine that was off for a month forgets a day
 * later. Thread-safe.
 */
public final class RetentionClock {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionClock.class);

    /**
     * Nights and weekends asleep are no leaps worth a warning, and cost a day of history at most.
     */
    private static final Duration LEAP = Duration.ofDays(1);

    private static final Duration STANDS = Duration.ofDays(1);

    private final Store store;
    private final Clock clock;
    private final Ticker ticker;
    private boolean known;
    private long believedMs;
    private long stoodMs;
    private long lookedNanos;
    private volatile Duration lead = Duration.ZERO;

    RetentionClock(Store store, Clock clock, Ticker ticker) {
        this.store = store;
        this.clock = clock;
        this.ticker = ticker;
    }

    /**
     * What is older than now minus its retention may go. Remembers what it answers, so it has to be
     * asked again and again, and not inside a unit of the store.
     */
    public synchronized Instant now() {
        recall();
        long passedMs = passedMs();
        long expectedMs = believedMs + passedMs;
        long leadMs = clock.millis() - expectedMs;
        if (leadMs <= LEAP.toMillis()) {
            believe(stoodMs > 0 ? "is where it was expected again" : "");
        } else if (stoodMs + passedMs >= STANDS.toMillis()) {
            believe("has stood where it leapt to, and is believed");
        } else {
            doubt(expectedMs, passedMs, leadMs);
        }
        remember();
        return Instant.ofEpochMilli(believedMs);
    }

    /** How far the wall clock is ahead of what is believed; zero when it is believed. */
    public Duration lead() {
        return lead;
    }

    private void recall() {
        if (known) {
            return;
        }
        var kept =
                store.read(() ->
                        store.jdbc()
                                .sql("SELECT believed_ms, stood_ms FROM retention_clock")
                                .query((row, _) -> new long[] {row.getLong(1), row.getLong(2)})
                                .optional());
        believedMs = kept.map(row -> row[0]).orElseGet(clock::millis);
        stoodMs = kept.map(row -> row[1]).orElse(0L);
        lookedNanos = ticker.nanos();
        known = true;
    }

    private long passedMs() {
        long now = ticker.nanos();
        long passed = Duration.ofNanos(now - lookedNanos).toMillis();
        // What is less than a millisecond counts the next time.
        lookedNanos += Duration.ofMillis(passed).toNanos();
        return passed;
    }

    private void believe(String news) {
        if (!news.isEmpty()) {
            LOG.info("the clock {}", news);
        }
        believedMs = clock.millis();
        stoodMs = 0;
        lead = Duration.ZERO;
    }

    private void doubt(long expectedMs, long passedMs, long leadMs) {
        if (lead.isZero()) {
            LOG.warn(
                    "the clock leapt ahead by {}: what is kept for a time is kept as if it had not,"
                            + " until that has stood for {}",
                    Duration.ofMillis(leadMs),
                    STANDS);
        }
        believedMs = expectedMs;
        stoodMs = Math.max(1, stoodMs + passedMs);
        lead = Duration.ofMillis(leadMs);
    }

    private void remember() {
        store.write(() ->
                store.jdbc()
                        .sql(
                                """
                                INSERT INTO retention_clock (id, believed_ms, stood_ms)
                                VALUES (1, ?, ?)
                                ON CONFLICT (id) DO UPDATE SET
                                    believed_ms = excluded.believed_ms, stood_ms = excluded.stood_ms
                                """)
                        .param(believedMs)
                        .param(stoodMs)
                        .update());
    }
}
