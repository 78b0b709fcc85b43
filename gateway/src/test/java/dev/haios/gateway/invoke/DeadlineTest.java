package dev.haios.gateway.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private final SettableTime time = new SettableTime(Instant.EPOCH);
    private final Deadline deadline = new Deadline(time, Duration.ofSeconds(10));

    @Test
    void an_unknown_service_gets_an_equal_share_of_what_is_left() {
        assertThat(deadline.share(4, null)).isEqualTo(Duration.ofMillis(2500));
        time.advance(Duration.ofSeconds(2));
        assertThat(deadline.share(2, null)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void a_slow_service_gets_three_times_its_p95_when_that_is_more() {
        assertThat(deadline.share(4, 1000.0)).isEqualTo(Duration.ofSeconds(3));
        assertThat(deadline.share(4, 100.0)).isEqualTo(Duration.ofMillis(2500));
    }

    @Test
    void nobody_gets_more_than_is_left() {
        assertThat(deadline.share(4, 9000.0)).isEqualTo(Duration.ofSeconds(10));
        time.advance(Duration.ofSeconds(9));
        assertThat(deadline.share(1, 9000.0)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void time_that_has_passed_is_over_and_a_clock_that_jumps_is_not() {
        time.jump(Duration.ofHours(1));
        assertThat(deadline.isOver()).isFalse();
        time.advance(Duration.ofSeconds(11));
        assertThat(deadline.isOver()).isTrue();
        assertThat(deadline.left()).isZero();
    }

    @Test
    void run_ids_of_one_microsecond_differ_and_sort_in_order() {
        var ids = new RunIds(time);
        assertThat(ids.next()).isEqualTo("gw-1970-01-01-00-00-00-000001");
        assertThat(ids.next()).isEqualTo("gw-1970-01-01-00-00-00-000002");
        time.jump(Duration.ofSeconds(1));
        assertThat(ids.next()).isEqualTo("gw-1970-01-01-00-00-01-000000");
        time.jump(Duration.ofSeconds(-1));
        assertThat(ids.next()).isEqualTo("gw-1970-01-01-00-00-01-000001");
    }
}
