package dev.haios.registry.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PulseTest {

    private static final Rhythm RHYTHM = new Rhythm(Duration.ofSeconds(60), Duration.ofSeconds(90));

    @Test
    void time_spent_down_counts_only_after_one_interval_of_uptime() {
        var pulse = Pulse.restored(Duration.ofSeconds(10), Duration.ofSeconds(600), false, RHYTHM);

        assertThat(pulse.silenceNanos(seconds(0))).isEqualTo(seconds(10));
        assertThat(pulse.silenceNanos(seconds(60) - 1)).isEqualTo(seconds(70) - 1);
        assertThat(pulse.silenceNanos(seconds(60))).isEqualTo(seconds(670));
        assertThat(pulse.reachesNanos(RHYTHM.downAfterNanos())).isEqualTo(seconds(60));
    }

    @Test
    void what_was_settled_before_a_restart_stays_settled_whatever_the_wall_clock_says() {
        var silent = Pulse.restored(Duration.ofHours(-1), Duration.ZERO, true, RHYTHM);
        var alive = Pulse.restored(Duration.ofHours(1), Duration.ofHours(-1), false, RHYTHM);

        assertThat(RHYTHM.missed(silent.silenceNanos(0))).isEqualTo(Rhythm.DOWN);
        assertThat(RHYTHM.missed(alive.silenceNanos(0))).isZero();
    }

    @Test
    void a_silence_that_nobody_found_is_a_jump_of_the_clock_and_counts_after_one_interval() {
        var pulse = Pulse.restored(Duration.ofDays(365), Duration.ofSeconds(5), false, RHYTHM);

        assertThat(pulse.silenceNanos(seconds(60) - 1)).isEqualTo(seconds(60) - 1);
        assertThat(pulse.reachesNanos(RHYTHM.downAfterNanos())).isEqualTo(seconds(60));
    }

    @Test
    void a_beat_that_is_committed_late_does_not_make_a_service_older() {
        assertThat(Pulse.at(20).later(Pulse.at(10))).isEqualTo(Pulse.at(20));
        assertThat(Pulse.at(10).later(Pulse.at(20))).isEqualTo(Pulse.at(20));
    }

    @Property
    void a_length_of_silence_is_reached_exactly_when_it_says(
            @ForAll @IntRange(max = 1000) int heard,
            @ForAll @IntRange(max = 1000) int hidden,
            @ForAll @IntRange(min = 1, max = 2000) int length) {
        var pulse =
                Pulse.restored(
                        Duration.ofSeconds(heard), Duration.ofSeconds(hidden), heard > 150, RHYTHM);
        long reached = pulse.reachesNanos(seconds(length));

        assertThat(pulse.silenceNanos(reached)).isGreaterThanOrEqualTo(seconds(length));
        if (pulse.silenceNanos(reached - 1) > 0) {
            assertThat(pulse.silenceNanos(reached - 1)).isLessThan(seconds(length));
        }
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
