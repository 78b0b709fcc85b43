package dev.haios.registry.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.eviction.EvictionAction;
import dev.haios.contracts.eviction.EvictionOutcome;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.registry.TestRegistry;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvictionTest {

    private static final Instant T0 = TestRegistry.START;
    private static final EvictionAction MARK_DOWN = EvictionAction.MARK_DOWN;
    private static final EvictionAction DEREGISTER = EvictionAction.DEREGISTER;

    @TempDir Path home;
    private TestRegistry registry;

    @BeforeEach
    void start() {
        registry = TestRegistry.start(home);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void a_service_is_marked_down_after_two_and_deregistered_after_three_missed_beats() {
        var id = registry.register("quiet");

        registry.advance(149);
        var early = registry.evict(id, MARK_DOWN, T0);
        assertThat(early.outcome()).isEqualTo(EvictionOutcome.NOT_DUE);
        assertThat(early.missedBeats()).isEqualTo(1);

        registry.advance(1);
        var down = registry.evict(id, MARK_DOWN, T0);
        assertThat(down.outcome()).isEqualTo(EvictionOutcome.EVICTED);
        assertThat(down.missedBeats()).isEqualTo(2);
        assertThat(down.serviceName()).isEqualTo("quiet");
        assertThat(down.epoch()).isEqualTo(1);
        assertThat(registry.names("/discover?status=down")).containsExactly("quiet");
        assertThat(registry.evict(id, DEREGISTER, T0).outcome()).isEqualTo(EvictionOutcome.NOT_DUE);

        registry.advance(60);
        var gone = registry.evict(id, DEREGISTER, T0);
        assertThat(gone.outcome()).isEqualTo(EvictionOutcome.EVICTED);
        assertThat(gone.transitionId()).isNotEqualTo(down.transitionId());
        assertThat(registry.list("/services").items()).isEmpty();
        assertThat(registry.beat(id, "ok").status()).isEqualTo(404);
    }

    @Test
    void an_eviction_is_forgotten_when_the_next_one_comes_after_its_time() {
        registry.close();
        registry = TestRegistry.start(home, "haios.registry.evictions.keep=1h");
        var first = registry.register("first");
        registry.advance(210);
        assertThat(registry.evict(first, DEREGISTER, T0).outcome())
                .isEqualTo(EvictionOutcome.EVICTED);

        registry.advance(3600);
        var then = registry.time().instant();
        var second = registry.register("second");
        registry.advance(210);
        assertThat(registry.evict(first, DEREGISTER, T0).outcome())
                .isEqualTo(EvictionOutcome.EVICTED);
        var gone = registry.evict(second, DEREGISTER, then);
        assertThat(gone.outcome()).isEqualTo(EvictionOutcome.EVICTED);

        assertThat(registry.evict(first, DEREGISTER, T0).outcome())
                .isEqualTo(EvictionOutcome.UNKNOWN);
        assertThat(registry.evict(second, DEREGISTER, then)).isEqualTo(gone);
    }

    @Test
    void a_repeated_call_gets_the_same_answer_also_after_the_service_is_gone() {
        var id = registry.register("quiet");
        registry.advance(210);
        var down = registry.evict(id, MARK_DOWN, T0);
        var gone = registry.evict(id, DEREGISTER, T0);
        registry.advance(1000);

        assertThat(registry.evict(id, MARK_DOWN, T0)).isEqualTo(down);
        assertThat(registry.evict(id, DEREGISTER, T0)).isEqualTo(gone);
        restart();
        assertThat(registry.evict(id, DEREGISTER, T0)).isEqualTo(gone);
        registry.register(
                """
                {"service_id":"%s","name":"quiet","type":"model","role":"canary",
                 "url":"http://127.0.0.1:1","caps":[]}\
                """
                        .formatted(id),
                201);
        assertThat(registry.evict(id, DEREGISTER, T0)).isEqualTo(gone);
        assertThat(registry.service(id).epoch()).isEqualTo(2);
    }

    @Test
    void a_repeated_call_gets_the_same_answer_also_after_the_service_came_back() {
        var id = registry.register("phoenix");
        registry.advance(150);
        var down = registry.evict(id, MARK_DOWN, T0);
        registry.beat(id, "ok");

        assertThat(registry.evict(id, MARK_DOWN, T0)).isEqualTo(down);
        assertThat(registry.service(id).status()).isEqualTo(Health.OK);
    }

    @Test
    void a_beat_that_arrived_meanwhile_wins() {
        var id = registry.register("lucky");
        registry.advance(209);
        registry.beat(id, "ok");
        registry.advance(1);

        assertThat(registry.evict(id, MARK_DOWN, T0).outcome()).isEqualTo(EvictionOutcome.BEAT_WON);
        assertThat(registry.evict(id, DEREGISTER, T0).outcome())
                .isEqualTo(EvictionOutcome.BEAT_WON);
        assertThat(registry.names("/discover")).containsExactly("lucky");
    }

    @Test
    void a_registration_that_arrived_meanwhile_wins() {
        var id = registry.register("lucky");
        registry.advance(210);
        registry.register(
                """
                {"service_id":"%s","name":"lucky","type":"model","role":"canary",
                 "url":"http://127.0.0.1:1","caps":[]}\
                """
                        .formatted(id),
                200);

        assertThat(registry.evict(id, DEREGISTER, T0).outcome())
                .isEqualTo(EvictionOutcome.BEAT_WON);
    }

    @Test
    void nobody_is_evicted_who_is_unknown_or_left_by_itself() {
        assertThat(registry.evict("nobody", MARK_DOWN, T0).outcome())
                .isEqualTo(EvictionOutcome.UNKNOWN);
        var id = registry.register("polite");
        registry.advance(210);
        registry.http().post("/deregister", "{\"service_id\":\"%s\"}".formatted(id));

        assertThat(registry.evict(id, DEREGISTER, T0).outcome()).isEqualTo(EvictionOutcome.UNKNOWN);
    }

    @Test
    void marking_down_what_was_deregistered_in_the_same_silence_is_done_already() {
        var id = registry.register("quiet");
        registry.advance(210);
        registry.evict(id, DEREGISTER, T0);

        assertThat(registry.evict(id, MARK_DOWN, T0).outcome())
                .isEqualTo(EvictionOutcome.ALREADY_DONE);
    }

    @Test
    void marking_down_what_the_registry_found_silent_is_no_second_change() {
        var id = registry.register("quiet");
        registry.advance(150);

        registry.evict(id, MARK_DOWN, T0);

        assertThat(registry.list("/services").revision()).isEqualTo(2);
    }

    @Test
    void a_service_that_said_it_is_down_and_then_fell_silent_is_evicted_too() {
        var id = registry.register("sick");
        registry.beat(id, "down");
        registry.advance(150);

        assertThat(registry.evict(id, MARK_DOWN, T0).outcome()).isEqualTo(EvictionOutcome.EVICTED);
        registry.advance(60);
        assertThat(registry.evict(id, DEREGISTER, T0).outcome()).isEqualTo(EvictionOutcome.EVICTED);
    }

    @Test
    void the_guard_holds_evictions_for_one_sweep() {
        var first = registry.register("many-0");
        for (int i = 1; i < 10; i++) {
            registry.register("many-" + i);
        }
        registry.advance(210);

        var held = registry.evict(first, DEREGISTER, T0);
        assertThat(held.outcome()).isEqualTo(EvictionOutcome.HELD);
        assertThat(held.missedBeats()).isEqualTo(3);
        assertThat(registry.service(first).status()).isEqualTo(Health.OK);

        registry.advance(30);
        assertThat(registry.evict(first, DEREGISTER, T0).outcome())
                .isEqualTo(EvictionOutcome.EVICTED);
    }

    private void restart() {
        registry.close();
        registry = TestRegistry.start(home, registry.time());
    }
}
