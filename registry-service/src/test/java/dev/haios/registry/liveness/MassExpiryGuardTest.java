package dev.haios.registry.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MassExpiryGuardTest {

    private static final MassExpiryGuard GUARD = MassExpiryGuard.watching(Duration.ofSeconds(30));

    @ParameterizedTest
    @CsvSource({
        "0, 100, false",
        "9, 9, false",
        "4, 10, false",
        "5, 10, true",
        "10, 10, true",
        "5, 11, false",
        "6, 11, true",
        "49, 100, false",
        "50, 100, true"
    })
    void at_least_half_of_at_least_ten_live_services_are_held(int due, int live, boolean held) {
        assertThat(GUARD.judge(0, due, live).held()).isEqualTo(held);
    }

    @Test
    void services_that_fall_one_by_one_within_a_sweep_count_together() {
        var guard = GUARD;
        for (int i = 0; i < 4; i++) {
            var verdict = guard.judge(seconds(i), 1, 10 - i);
            assertThat(verdict.held()).isFalse();
            guard = verdict.next();
        }

        assertThat(guard.judge(seconds(5), 1, 6).begun()).isTrue();
        assertThat(guard.judge(seconds(40), 1, 6).held()).isFalse();
    }

    @Test
    void what_becomes_due_while_it_holds_is_held_with_the_rest() {
        var holding = GUARD.judge(0, 10, 20).next();

        var meanwhile = holding.judge(seconds(29), 1, 10);

        assertThat(meanwhile.held()).isTrue();
        assertThat(meanwhile.begun()).isFalse();
        assertThat(meanwhile.next().heldUntilNanos()).isEqualTo(seconds(30));
    }

    @Test
    void it_expires_by_itself_and_does_not_count_what_it_held() {
        var holding = GUARD.judge(0, 10, 20).next();

        assertThat(holding.holds(seconds(30) - 1)).isTrue();
        assertThat(holding.holds(seconds(30))).isFalse();
        assertThat(holding.judge(seconds(31), 1, 10).held()).isFalse();
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
