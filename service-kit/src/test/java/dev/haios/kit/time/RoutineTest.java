package dev.haios.kit.time;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoutineTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final AtomicInteger times = new AtomicInteger();

    @Test
    void it_works_at_once_and_then_only_after_the_pause() {
        var routine = Routine.atOnce("test", LONG, times::incrementAndGet);
        routine.start();

        eventually("it worked", () -> times.get() == 1);
        assertThat(routine.isRunning()).isTrue();
        routine.stop();
        assertThat(routine.isRunning()).isFalse();
    }

    @Test
    void it_may_wait_for_the_pause_first_and_stopping_ends_the_wait() {
        var waiting = Routine.afterPause("test", LONG, times::incrementAndGet);
        var working = Routine.afterPause("test", SHORT, () -> times.addAndGet(100));
        waiting.start();
        working.start();

        eventually("the other has worked often", () -> times.get() >= 300);
        waiting.stop();
        working.stop();
        assertThat(times.get() % 100).isZero();
    }

    @Test
    void a_failure_is_not_its_end() {
        var routine =
                Routine.atOnce(
                        "test",
                        SHORT,
                        () -> {
                            if (times.incrementAndGet() < 5) {
                                throw new IllegalStateException("this was asked for by a test");
                            }
                        });
        routine.start();

        eventually("it worked after failing", () -> times.get() >= 6);
        routine.stop();
    }

    @Test
    void it_can_be_started_again() {
        var routine = Routine.atOnce("test", LONG, times::incrementAndGet);
        routine.start();
        eventually("it worked", () -> times.get() == 1);
        routine.stop();
        routine.start();

        eventually("it worked again", () -> times.get() == 2);
        routine.stop();
    }
}
