package dev.haios.monitor.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.Eventually;
import dev.haios.kit.testing.RecordingPeer;
import dev.haios.kit.testing.SettableTime;
import dev.haios.monitor.FakeRegistry;
import dev.haios.monitor.MonitorUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path home;
    private final SettableTime time = new SettableTime(START);
    private final FakeRegistry registry = FakeRegistry.at(time);

    @AfterEach
    void stop() {
        registry.close();
    }

    private MonitorUnderTest monitor(String... properties) {
        return MonitorUnderTest.start(home, time, registry, properties);
    }

    private void after(int seconds, MonitorUnderTest monitor) {
        time.advance(Duration.ofSeconds(seconds));
        assertThat(monitor.sweep().status()).isEqualTo(200);
    }

    @Test
    void a_silent_service_is_warned_of_marked_down_and_deregistered_once_each() {
        registry.beat("a");
        try (var monitor = monitor()) {
            after(89, monitor);
            assertThat(monitor.told()).isEmpty();
            after(1, monitor);
            after(30, monitor);
            assertThat(monitor.told()).containsExactly("a warning");
            after(30, monitor);
            after(30, monitor);
            assertThat(monitor.told()).containsExactly("a warning", "a marked_down");
            after(30, monitor);
            after(30, monitor);
            assertThat(monitor.told())
                    .containsExactly("a warning", "a marked_down", "a deregistered");
            assertThat(registry.knows("a")).isFalse();
            assertThat(monitor.metric("haios_monitor_alerts_total")).isEqualTo(3);
            assertThat(monitor.metric("haios_monitor_alerts_total{action=\"marked_down\""))
                    .isEqualTo(1);
            assertThat(monitor.metric("haios_monitor_detection_lag_seconds_count")).isEqualTo(3);
            assertThat(monitor.metric("haios_monitor_sweep_seconds_count")).isEqualTo(8);
            assertThat(monitor.rows("intents")).isZero();
            assertThat(monitor.rows("silences")).isZero();
        }
    }

    @Test
    void an_alert_has_the_documented_shape() {
        registry.beat("a");
        try (var monitor = monitor()) {
            after(155, monitor);
            var alert = monitor.alerts("").getFirst();
            assertThat(alert.path("alert_type").asString()).isEqualTo("heartbeat_miss");
            assertThat(alert.path("service_id").asString()).isEqualTo("a");
            assertThat(alert.path("service_name").asString()).isEqualTo("a");
            assertThat(alert.path("missed_beats").asInt()).isEqualTo(2);
            assertThat(alert.path("last_seen").asString()).isEqualTo("2026-01-01T00:00:00Z");
            assertThat(alert.path("action").asString()).isEqualTo("marked_down");
            assertThat(alert.path("ts").asString()).isEqualTo("2026-01-01T00:02:35Z");
            assertThat(alert.path("alert_id").asString()).hasSize(36);
        }
    }

    @Test
    void of_several_levels_due_at_once_only_what_really_changed_is_told() {
        registry.beat("a");
        try (var monitor = monitor()) {
            after(1000, monitor);
            assertThat(monitor.told()).containsExactly("a deregistered");
        }
    }

    @Test
    void a_service_that_beats_again_is_told_to_be_back_once() {
        registry.beat("a", "b");
        try (var monitor = monitor()) {
            after(100, monitor);
            registry.beat("a");
            after(50, monitor);
            assertThat(monitor.told())
                    .containsExactlyInAnyOrder(
                            "a warning", "b warning", "b marked_down", "a heartbeat_restored");
            registry.beat("b");
            after(1, monitor);
            after(1, monitor);
            assertThat(monitor.told()).hasSize(5).endsWith("b heartbeat_restored");
            assertThat(monitor.alerts("").getLast().path("restored").asBoolean()).isTrue();
        }
    }

    @Test
    void silent_again_after_a_beat_that_no_sweep_saw_is_another_silence() {
        registry.beat("a");
        try (var monitor = monitor()) {
            after(100, monitor);
            registry.beat("a");
            after(100, monitor);
            assertThat(monitor.told())
                    .containsExactly("a warning", "a heartbeat_restored", "a warning");
        }
    }

    @Test
    void a_service_that_leaves_while_silent_is_not_told_to_be_back() {
        registry.beat("a");
        try (var monitor = monitor()) {
            after(100, monitor);
            registry.leave("a");
            after(100, monitor);
            assertThat(monitor.told()).containsExactly("a warning");
            assertThat(monitor.rows("silences")).isZero();
        }
    }

    @Test
    void a_registry_that_has_just_started_and_calls_nobody_late_ends_no_silence() {
        registry.beat("a");
        try (var monitor = monitor()) {
            after(100, monitor);
            registry.grace(true);
            after(10, monitor);
            registry.grace(false);
            after(10, monitor);
            assertThat(monitor.told()).containsExactly("a warning");
        }
    }

    @Test
    void a_beat_that_arrives_before_the_eviction_wins() {
        registry.beat("a");
        registry.beforeEviction(eviction -> registry.beat("a"));
        try (var monitor = monitor()) {
            after(160, monitor);
            assertThat(registry.evictions()).hasSize(1);
            assertThat(monitor.told()).isEmpty();
            assertThat(monitor.rows("intents")).isZero();
        }
    }

    @Test
    void a_mass_expiry_is_told_once_for_each_hold_and_the_held_are_left_alone() {
        registry.beat("a", "b");
        try (var monitor = monitor()) {
            registry.hold(2, START);
            after(160, monitor);
            after(10, monitor);
            assertThat(monitor.told()).containsExactly("fleet mass_expiry");
            assertThat(monitor.alerts("").getFirst().path("held").asInt()).isEqualTo(2);
            registry.hold(0, null);
            after(1, monitor);
            assertThat(monitor.told())
                    .containsExactlyInAnyOrder(
                            "fleet mass_expiry", "a marked_down", "b marked_down");
            registry.hold(5, START.plusSeconds(500));
            after(1, monitor);
            assertThat(monitor.told()).hasSize(4);
        }
    }

    @Test
    void without_the_registry_nothing_is_invented_and_the_next_sweep_is_a_normal_one() {
        registry.beat("a");
        try (var monitor = monitor()) {
            registry.goAway();
            time.advance(Duration.ofSeconds(100));
            var refused = monitor.sweep();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem().type())
                    .isEqualTo("urn:haios:problem:registry-unreachable");
            assertThat(monitor.told()).isEmpty();
            assertThat(monitor.health("status")).isEqualTo("degraded");
            assertThat(monitor.stats("status")).isEqualTo("stale");
            registry.comeBack();
            after(1, monitor);
            assertThat(monitor.told()).containsExactly("a warning");
            assertThat(monitor.health("status")).isEqualTo("ok");
        }
    }

    @Test
    void what_was_told_is_remembered_across_a_restart() {
        registry.beat("a");
        try (var monitor = monitor()) {
            after(100, monitor);
        }
        try (var monitor = monitor()) {
            assertThat(monitor.told()).containsExactly("a warning");
            registry.beat("a");
            after(1, monitor);
            assertThat(monitor.told()).containsExactly("a warning", "a heartbeat_restored");
        }
    }

    @Test
    void stats_count_the_fleet() {
        registry.beat("a", "b", "c");
        try (var monitor = monitor()) {
            time.advance(Duration.ofSeconds(155));
            registry.beat("c");
            after(0, monitor);
            assertThat(monitor.stats("total_services")).isEqualTo("3");
            assertThat(monitor.stats("healthy_services")).isEqualTo("1");
            assertThat(monitor.stats("degraded_services")).isEqualTo("0");
            assertThat(monitor.stats("down_services")).isEqualTo("2");
            assertThat(monitor.stats("last_sweep_ts")).isEqualTo("2026-01-01T00:02:35Z");
            assertThat(monitor.stats("sweep_ms")).isNotEmpty();
        }
    }

    @Test
    void many_late_services_on_many_pages_are_all_dealt_with() {
        registry.pagesOf(7);
        IntStream.range(0, 50).forEach(i -> registry.beat("s" + i));
        try (var monitor = monitor()) {
            after(155, monitor);
            assertThat(monitor.told()).hasSize(50).allMatch(told -> told.endsWith("marked_down"));
        }
    }

    @Test
    void the_monitor_sweeps_by_itself() {
        registry.beat("a");
        try (var monitor = monitor("haios.monitor.sweep-every=60ms")) {
            time.advance(Duration.ofSeconds(100));
            Eventually.eventually("warned", () -> monitor.told().contains("a warning"));
            registry.hold(3, START);
            Eventually.eventually("held", () -> monitor.told().contains("fleet mass_expiry"));
        }
    }

    @Test
    void alerts_reach_the_event_stream_in_order_although_it_was_away() {
        registry.beat("a");
        try (var stream = RecordingPeer.agreeing()) {
            stream.goAway();
            try (var monitor =
                    monitor(
                            "haios.events.enabled=true",
                            "haios.peers.event-stream=" + stream.url())) {
                after(100, monitor);
                after(60, monitor);
                stream.comeBack();
                Eventually.eventually(
                        "delivered",
                        () ->
                                stream.calls("/events").stream()
                                        .anyMatch(call -> call.body().contains("marked_down")));
                var body = stream.calls("/events").getFirst().body();
                assertThat(body.indexOf("\"warning\"")).isPositive();
                assertThat(body).contains("\"event_type\":\"alert\"", "\"alert_id\":", "\"a\"");
                assertThat(body)
                        .contains(
                                "\"event_id\":\""
                                        + monitor.alerts("")
                                                .getFirst()
                                                .path("alert_id")
                                                .asString());
            }
        }
    }

    @Test
    void alerts_can_be_asked_for_by_service_time_and_number() {
        registry.beat("a", "b");
        try (var monitor = monitor()) {
            after(100, monitor);
            after(60, monitor);
            assertThat(monitor.alerts("")).hasSize(4);
            assertThat(monitor.alerts("?service_id=a")).hasSize(2);
            assertThat(monitor.alerts("?since=2026-01-01T00:02:00Z")).hasSize(2);
            assertThat(monitor.alerts("?limit=1").getFirst().path("action").asString())
                    .isEqualTo("marked_down");
            assertThat(monitor.alerts("?service_id=nobody")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"since=yesterday", "limit=0", "limit=1001", "limit=x", "servce_id=a"})
    void queries_that_make_no_sense_are_refused(String query) {
        try (var monitor = monitor()) {
            var refused = monitor.http().get("/alerts?" + query);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.problem().type()).isEqualTo("urn:haios:problem:invalid-parameter");
            assertThat(refused.problem().errors()).hasSize(1);
        }
    }

    @Test
    void old_alerts_are_forgotten_but_not_before_they_were_delivered() {
        registry.beat("a");
        try (var stream = RecordingPeer.agreeing()) {
            stream.goAway();
            try (var monitor =
                    monitor(
                            "haios.events.enabled=true",
                            "haios.peers.event-stream=" + stream.url())) {
                after(100, monitor);
                time.advance(Duration.ofDays(31));
                registry.beat("a");
                after(0, monitor);
                after(0, monitor);
                assertThat(monitor.told()).containsExactly("a warning", "a heartbeat_restored");

                stream.comeBack();
                Eventually.eventually(
                        "forgotten",
                        () -> {
                            after(0, monitor);
                            return monitor.told().equals(List.of("a heartbeat_restored"));
                        });
            }
        }
    }
}
