package dev.haios.kit.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.store.Store;
import dev.haios.kit.testing.SettableTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionClockTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    @TempDir Path folder;
    private final SettableTime time = new SettableTime(START);
    private Store store;
    private RetentionClock clock;

    @BeforeEach
    void start() {
        store = Store.open(folder.resolve("test.db"));
        clock = new RetentionClock(store, time, time);
        clock.now();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private void restart() {
        stop();
        store = Store.open(folder.resolve("test.db"));
        clock = new RetentionClock(store, time, time);
    }

    @Test
    void time_that_passes_counts_however_rarely_it_is_asked() {
        time.advance(YEAR);
        assertThat(clock.now()).isEqualTo(START.plus(YEAR));
        assertThat(clock.lead()).isZero();
    }

    @Test
    void a_night_asleep_and_a_clock_set_back_are_believed_at_once() {
        time.jump(Duration.ofHours(14));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofHours(14)));
        time.jump(YEAR.negated());
        assertThat(clock.now()).isEqualTo(time.instant());
    }

    @Test
    void a_leap_ahead_counts_only_the_time_that_passes() {
        time.jump(YEAR);
        time.advance(Duration.ofHours(1));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(clock.lead()).isEqualTo(YEAR);
    }

    @Test
    void a_clock_that_was_wrong_for_a_while_has_forgotten_nothing() {
        time.jump(YEAR);
        clock.now();
        time.advance(Duration.ofHours(5));
        time.jump(YEAR.negated());
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofHours(5)));
        assertThat(clock.lead()).isZero();
    }

    @Test
    void a_leap_that_has_stood_for_a_day_is_believed() {
        time.jump(YEAR);
        for (int hour = 0; hour < 23; hour++) {
            time.advance(Duration.ofHours(1));
            assertThat(clock.now()).isBefore(START.plus(Duration.ofDays(1)));
        }
        time.advance(Duration.ofHours(1));
        assertThat(clock.now()).isEqualTo(time.instant());
        assertThat(clock.lead()).isZero();
    }

    @Test
    void a_restart_neither_believes_a_leap_nor_forgets_how_long_it_has_stood() {
        time.jump(YEAR);
        clock.now();
        time.advance(Duration.ofHours(20));
        clock.now();
        restart();
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofHours(20)));
        time.advance(Duration.ofHours(4));
        assertThat(clock.now()).isEqualTo(time.instant());
    }

    @Test
    void a_leap_while_the_service_was_off_is_one_too() {
        time.jump(YEAR);
        restart();
        assertThat(clock.now()).isEqualTo(START);
    }
}
