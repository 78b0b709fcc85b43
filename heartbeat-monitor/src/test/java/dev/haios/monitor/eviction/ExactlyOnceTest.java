package dev.haios.monitor.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.eviction.EvictionAction;
import dev.haios.kit.testing.Eventually;
import dev.haios.kit.testing.SettableTime;
import dev.haios.monitor.FakeRegistry;
import dev.haios.monitor.MonitorApplication;
import dev.haios.monitor.MonitorUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crash between any two steps: intent, eviction, answer, alert. */
class ExactlyOnceTest {

    @TempDir Path home;
    private final SettableTime time = new SettableTime(Instant.parse("2026-01-01T00:00:00Z"));
    private final FakeRegistry registry = FakeRegistry.at(time);

    @AfterEach
    void stop() {
        registry.close();
    }

    private MonitorUnderTest monitor() {
        return MonitorUnderTest.start(home, time, registry);
    }

    @Test
    void an_intent_whose_eviction_was_never_asked_for_is_carried_out_after_the_restart() {
        registry.beat("a");
        try (var monitor = monitor()) {
            monitor.sql(
                    """
                    INSERT INTO intents VALUES
                    ('a', 'mark_down', '2026-01-01T00:00:00Z', 'a', 2, '2026-01-01T00:02:30Z')
                    """);
        }
        time.advance(Duration.ofSeconds(160));
        try (var monitor = monitor()) {
            assertThat(monitor.told()).containsExactly("a marked_down");
            assertThat(monitor.rows("intents")).isZero();
        }
    }

    @Test
    void an_eviction_whose_answer_was_lost_is_told_once() {
        registry.beat("a");
        try (var monitor = monitor()) {
            registry.loseReplies(true);
            time.advance(Duration.ofSeconds(160));
            assertThat(monitor.sweep().status()).isEqualTo(503);
            assertThat(monitor.told()).isEmpty();
            assertThat(monitor.rows("intents")).isEqualTo(1);
        }
        registry.loseReplies(false);
        try (var monitor = monitor()) {
            assertThat(monitor.told()).containsExactly("a marked_down");
            monitor.sweep();
            assertThat(monitor.told()).hasSize(1);
        }
    }

    @Test
    void a_deregistration_whose_answer_was_lost_is_told_although_the_service_is_gone() {
        registry.beat("a");
        try (var monitor = monitor()) {
            registry.loseReplies(true);
            time.advance(Duration.ofSeconds(400));
            monitor.sweep();
        }
        assertThat(registry.knows("a")).isFalse();
        registry.loseReplies(false);
        try (var monitor = monitor()) {
            assertThat(monitor.told()).containsExactly("a deregistered");
        }
    }

    @Test
    void an_alert_that_could_not_be_stored_is_told_once_it_can() {
        registry.beat("a");
        try (var monitor = monitor()) {
            monitor.sql(
                    """
                    CREATE TRIGGER full BEFORE INSERT ON alerts
                    BEGIN SELECT RAISE(ABORT, 'disk full'); END
                    """);
            time.advance(Duration.ofSeconds(160));
            assertThat(monitor.sweep().status()).isEqualTo(500);
            assertThat(monitor.rows("silences")).isZero();
            assertThat(monitor.rows("intents")).isEqualTo(1);
            monitor.sql("DROP TRIGGER full");
        }
        try (var monitor = monitor()) {
            assertThat(monitor.told()).containsExactly("a marked_down");
        }
    }

    @Test
    void an_intent_that_a_beat_has_overtaken_while_the_monitor_was_down_raises_nothing() {
        registry.beat("a");
        try (var monitor = monitor()) {
            registry.beforeEviction(eviction -> registry.goAway());
            time.advance(Duration.ofSeconds(160));
            monitor.sweep();
        }
        registry.beforeEviction(eviction -> {});
        registry.comeBack();
        registry.beat("a");
        try (var monitor = monitor()) {
            Eventually.eventually("settled", () -> monitor.rows("intents") == 0);
            assertThat(monitor.told()).doesNotContain("a deregistered");
        }
    }

    /** The real thing: a process of its own that dies by SIGKILL while its eviction is answered. */
    @Test
    void a_monitor_killed_right_after_its_eviction_tells_of_it_once_when_it_is_back()
            throws IOException, InterruptedException {
        registry.beat("a");
        time.advance(Duration.ofSeconds(400));
        var child = new AtomicReference<@Nullable Process>();
        registry.afterEviction(() -> {
            var process = child.get();
            if (process != null) {
                process.destroyForcibly();
            }
        });
        var started = process();
        child.set(started);
        assertThat(started.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(registry.knows("a")).isFalse();
        child.set(null);
        try (var monitor = monitor()) {
            assertThat(monitor.told()).containsExactly("a deregistered");
        }
        assertThat(registry.evictions())
                .hasSize(2)
                .allMatch(eviction -> eviction.action() == EvictionAction.DEREGISTER);
    }

    private Process process() throws IOException {
        return new ProcessBuilder(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                MonitorApplication.class.getName(),
                                "--server.port=0",
                                "--haios.home=" + home,
                                "--haios.presence.enabled=false",
                                "--haios.events.enabled=false",
                                "--haios.peers.registry=" + registry.url()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
