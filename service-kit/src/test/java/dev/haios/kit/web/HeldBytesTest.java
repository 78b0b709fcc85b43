package dev.haios.kit.web;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeldBytesTest {

    private final HeldBytes held = new HeldBytes(100, Duration.ofMillis(50));

    @Test
    void nothing_stays_held_when_there_is_no_request_to_give_it_back() {
        assertThatIllegalStateException().isThrownBy(() -> held.hold(60));
        assertThat(held.held()).isZero();
    }

    @Test
    void of_many_large_answers_two_are_read_at_once_and_who_waits_too_long_is_refused() {
        var reading = new AtomicInteger();
        var release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) {
                var _ =
                        threads.submit(() ->
                                held.reading(
                                        () -> {
                                            reading.incrementAndGet();
                                            return await(release);
                                        },
                                        _ -> 0));
            }
            eventually("both are read", () -> reading.get() == 2);
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> held.reading(reading::incrementAndGet, _ -> 0));
            assertThat(reading).hasValue(2);
            assertThat(held.refused()).isEqualTo(1);
            release.countDown();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
