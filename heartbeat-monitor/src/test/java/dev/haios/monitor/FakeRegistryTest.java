package dev.haios.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.eviction.Eviction;
import dev.haios.contracts.eviction.EvictionAction;
import dev.haios.contracts.eviction.EvictionOutcome;
import dev.haios.contracts.eviction.EvictionReply;
import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The stand-in keeps the registry's contract of eviction. */
class FakeRegistryTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final SettableTime time = new SettableTime(START);

    private static EvictionOutcome outcome(FakeRegistry registry, EvictionAction action) {
        return new Http(registry.url())
                .post("/evict", new Eviction("a", action, START))
                .as(EvictionReply.class)
                .outcome();
    }

    @Test
    void an_eviction_is_judged_by_time_and_heartbeat_and_repeated_with_the_same_answer() {
        try (var registry = FakeRegistry.at(time)) {
            assertThat(outcome(registry, EvictionAction.MARK_DOWN))
                    .isEqualTo(EvictionOutcome.UNKNOWN);
            registry.beat("a");
            time.advance(Duration.ofSeconds(149));
            assertThat(outcome(registry, EvictionAction.MARK_DOWN))
                    .isEqualTo(EvictionOutcome.NOT_DUE);
            time.advance(Duration.ofSeconds(1));
            registry.hold(1, START);
            assertThat(outcome(registry, EvictionAction.MARK_DOWN)).isEqualTo(EvictionOutcome.HELD);
            registry.hold(0, null);
            assertThat(outcome(registry, EvictionAction.MARK_DOWN))
                    .isEqualTo(EvictionOutcome.EVICTED);
            registry.beat("a");
            assertThat(outcome(registry, EvictionAction.MARK_DOWN))
                    .isEqualTo(EvictionOutcome.EVICTED);
            assertThat(outcome(registry, EvictionAction.DEREGISTER))
                    .isEqualTo(EvictionOutcome.BEAT_WON);
        }
    }
}
