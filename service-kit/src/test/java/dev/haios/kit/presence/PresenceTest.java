package dev.haios.kit.presence;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.heartbeat.DesiredState;
import dev.haios.contracts.schema.Contracts;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.surface.HealthSource;
import dev.haios.kit.testing.RecordingPeer;
import dev.haios.kit.testing.RecordingPeer.Answer;
import dev.haios.kit.testing.TestService;
import dev.haios.kit.toy.ToyApplication;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A service keeps itself registered, whatever the registry does. */
class PresenceTest {

    private static final Answer REGISTERED =
            new Answer(
                    201,
                    "{\"success\":true,\"service_id\":\"toy-1\",\"status\":\"ok\",\"epoch\":1}");
    private static final Answer BEAT =
            Answer.ok("{\"success\":true,\"service_id\":\"toy-1\",\"desired_state\":\"run\"}");

    @TempDir Path home;
    final RecordingPeer registry = RecordingPeer.answering(PresenceTest::ordinary);

    private static Answer ordinary(RecordingPeer.Call call) {
        return switch (call.path()) {
            case "/register" -> REGISTERED;
            case "/heartbeat" -> BEAT;
            default -> Answer.ok("{\"success\":true}");
        };
    }

    private TestService start() {
        return start(ToyApplication.class);
    }

    private TestService start(Class<?> application) {
        return TestService.start(
                application,
                home,
                "haios.presence.enabled=true",
                "haios.presence.heartbeat-interval=1s",
                "haios.presence.ttl=2s",
                "haios.presence.max-backoff=200ms",
                "haios.peers.registry=" + registry.url());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void registers_beats_with_real_figures_and_deregisters() {
        try (var toy = start()) {
            toy.http().get("/things");
            eventually("a second beat", () -> registry.calls("/heartbeat").size() >= 2);
            var contracts = Contracts.load();
            var registration =
                    Wire.mapper().readTree(registry.calls("/register").getFirst().body());
            assertThat(contracts.violations("service_registration", registration)).isEmpty();
            assertThat(registration.get("name").asString()).isEqualTo("toy");
            assertThat(registration.get("url").asString()).isEqualTo(toy.url().toString());
            var beat = Wire.mapper().readTree(registry.calls("/heartbeat").getLast().body());
            assertThat(contracts.violations("service_heartbeat", beat)).isEmpty();
            assertThat(beat.get("p95_ms").asDouble()).isPositive();
            assertThat(beat.get("queue_depth").asInt()).isZero();
            assertThat(beat.at("/resources/mem_mb").asDouble()).isPositive();
        }
        assertThat(registry.calls("/deregister")).hasSize(1);
    }

    /** A service whose state cannot be told at times. */
    @Configuration
    @Import(ToyApplication.class)
    static class UnwellToy {
        static final AtomicInteger LOOKS = new AtomicInteger();

        @Bean
        HealthSource unwell() {
            return () -> {
                if (LOOKS.incrementAndGet() % 2 == 0) {
                    throw new IllegalStateException("not to be told now");
                }
                return HealthSource.State.ok(Map.of());
            };
        }
    }

    @Test
    void beats_go_on_although_the_state_could_not_be_told_once() {
        try (var _ = start(UnwellToy.class)) {
            eventually(
                    "beats again",
                    () -> UnwellToy.LOOKS.get() >= 2 && registry.calls("/heartbeat").size() >= 2);
        }
    }

    @Test
    void registers_again_when_the_registry_has_forgotten_it() {
        var forgotten = new AtomicBoolean();
        registry.answer(call ->
                call.path().equals("/heartbeat") && forgotten.compareAndSet(true, false)
                        ? new Answer(404, "{\"status\":404}")
                        : ordinary(call));
        try (var toy = start()) {
            eventually("registered", () -> !registry.calls("/heartbeat").isEmpty());
            forgotten.set(true);
            eventually("registered again", () -> registry.calls("/register").size() == 2);
            assertThat(toy.http().get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void starts_without_a_registry_and_finds_it_later() {
        registry.goAway();
        try (var toy = start()) {
            assertThat(toy.http().get("/health").status()).isEqualTo(200);
            assertThat(toy.bean(Presence.class).serviceId()).isNull();
            registry.comeBack();
            eventually("registered", () -> toy.bean(Presence.class).serviceId() != null);
        }
    }

    @Test
    void follows_the_desired_state_that_the_registry_answers() {
        registry.answer(call ->
                call.path().equals("/heartbeat")
                        ? Answer.ok(BEAT.body().replace("run", "pause"))
                        : ordinary(call));
        try (var toy = start()) {
            eventually(
                    "paused", () -> toy.bean(Presence.class).desiredState() == DesiredState.PAUSE);
        }
    }

    @Test
    void a_change_of_health_is_reported_without_waiting_for_the_next_beat() {
        var usable = new AtomicBoolean(true);
        HealthSource switchable =
                () ->
                        usable.get()
                                ? HealthSource.State.ok(Map.of())
                                : HealthSource.State.unusable("no key");
        try (var toy =
                TestService.start(
                        ToyApplication.class,
                        home,
                        Map.<String, Object>of("switchable", switchable),
                        "haios.presence.enabled=true",
                        "haios.peers.registry=" + registry.url())) {
            eventually("the first beat", () -> registry.calls("/heartbeat").size() == 1);
            usable.set(false);
            eventually(
                    "a minute early",
                    () -> registry.calls("/heartbeat").getLast().body().contains("\"down\""));
            assertThat(toy.http().get("/health").status()).isEqualTo(200);
        }
    }
}
