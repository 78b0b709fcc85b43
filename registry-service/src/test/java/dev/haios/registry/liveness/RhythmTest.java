package dev.haios.registry.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RhythmTest {

    private static final Rhythm DEFAULT =
            new Rhythm(Duration.ofSeconds(60), Duration.ofSeconds(90));

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "89.999999999, 0",
        "90, 1",
        "149.999999999, 1",
        "150, 2",
        "209.999999999, 2",
        "210, 3",
        "270, 4",
        "3690, 61"
    })
    void one_beat_is_missed_at_the_ttl_and_one_more_with_every_interval(
            double silenceS, int missed) {
        assertThat(DEFAULT.missed(Math.round(silenceS * 1e9))).isEqualTo(missed);
    }

    @Test
    void a_service_goes_down_exactly_with_its_second_missed_beat() {
        long down = DEFAULT.downAfterNanos();

        assertThat(DEFAULT.missed(down - 1)).isEqualTo(Rhythm.DOWN - 1);
        assertThat(DEFAULT.missed(down)).isEqualTo(Rhythm.DOWN);
    }
}
