package dev.haios.router.figures;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.registry.RegisteredService;
import dev.haios.kit.testing.FakeStream;
import dev.haios.kit.testing.SettableTime;
import dev.haios.router.FakeRegistry;
import dev.haios.router.Registered;
import dev.haios.router.RouterUnderTest;
import dev.haios.router.figures.Figures.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {

    private final SettableTime time = new SettableTime(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<String> changes = new ArrayList<>();
    private final FigureBook book =
            new FigureBook(
                    new FigureSettings(Duration.ofMinutes(10), 3, Duration.ofSeconds(30)),
                    time,
                    List.of((id, before, after) -> changes.add(id)));

    private static RegisteredService service(@Nullable Double p95) {
        var service = Registered.model("a", "infer");
        return (p95 == null ? service : service.p95(p95)).at(1);
    }

    private void calls(int count, double ms) {
        for (int i = 0; i < count; i++) {
            book.succeeded("id-a", ms);
        }
    }

    @Test
    void a_service_nobody_heard_of_has_no_figures() {
        book.succeeded("stranger", 5);
        assertThat(book.of("stranger")).isEqualTo(Figures.NONE);
    }

    @Test
    void heartbeats_speak_until_enough_receipts_do() {
        book.heartbeat(service(40.0));
        calls(4, 900);
        assertThat(book.of("id-a").measuredBy()).isEqualTo(Source.HEARTBEATS);
        assertThat(book.of("id-a").p95Ms()).isEqualTo(40);
        calls(1, 900);
        assertThat(book.of("id-a").measuredBy()).isEqualTo(Source.RECEIPTS);
        assertThat(book.of("id-a").p95Ms()).isEqualTo(900);
    }

    @Test
    void receipts_count_by_their_95th_percentile_over_a_window() {
        book.heartbeat(service(null));
        calls(94, 10);
        calls(6, 500);
        assertThat(book.of("id-a").p95Ms()).isEqualTo(500);
        calls(128, 10);
        assertThat(book.of("id-a").p95Ms()).isEqualTo(10);
    }

    @Test
    void old_receipts_fall_silent_and_heartbeats_speak_again() {
        book.heartbeat(service(40.0));
        calls(10, 900);
        time.advance(Duration.ofMinutes(11));
        book.refresh();
        assertThat(book.of("id-a").measuredBy()).isEqualTo(Source.HEARTBEATS);
        assertThat(book.of("id-a").p95Ms()).isEqualTo(40);
    }

    @Test
    void three_failures_in_a_row_make_a_service_failing_for_a_while() {
        book.heartbeat(service(null));
        book.failed("id-a");
        book.timedOut("id-a", 3000);
        assertThat(book.of("id-a").failing()).isFalse();
        book.failed("id-a");
        assertThat(book.of("id-a").failing()).isTrue();
        time.advance(Duration.ofSeconds(31));
        book.refresh();
        assertThat(book.of("id-a").failing()).isFalse();
    }

    @Test
    void one_success_ends_a_row_of_failures() {
        book.heartbeat(service(null));
        book.failed("id-a");
        book.failed("id-a");
        calls(1, 10);
        book.failed("id-a");
        assertThat(book.of("id-a").failing()).isFalse();
    }

    @Test
    void values_that_swing_around_a_border_change_no_band() {
        book.heartbeat(service(60.0));
        changes.clear();
        for (int i = 0; i < 50; i++) {
            book.heartbeat(service(i % 2 == 0 ? 66.0 : 62.0));
        }
        assertThat(changes).isEmpty();
        book.heartbeat(service(100.0));
        assertThat(changes).containsExactly("id-a");
    }

    @Test
    void bands_double_from_16_ms() {
        assertThat(LatencyBand.of(0).step()).isZero();
        assertThat(LatencyBand.of(16).step()).isZero();
        assertThat(LatencyBand.of(17).step()).isEqualTo(1);
        assertThat(LatencyBand.of(1000).upperMs()).isEqualTo(1024);
        assertThat(LatencyBand.of(500).next(100)).isEqualTo(LatencyBand.of(100));
    }

    @Test
    void room_is_lost_at_once_and_regained_when_it_is_clear() {
        assertThat(Busyness.FREE.next(0.7, 0)).isEqualTo(Busyness.BUSY);
        assertThat(Busyness.BUSY.next(0.65, 0)).isEqualTo(Busyness.BUSY);
        assertThat(Busyness.BUSY.next(0.5, 7)).isEqualTo(Busyness.BUSY);
        assertThat(Busyness.BUSY.next(0.5, 3)).isEqualTo(Busyness.FREE);
        assertThat(Busyness.FREE.next(0.1, 32)).isEqualTo(Busyness.FULL);
        assertThat(Busyness.FULL.next(0.99, 0)).isEqualTo(Busyness.FULL);
    }

    @Test
    void those_who_left_are_forgotten() {
        book.heartbeat(service(40.0));
        book.retain(Set.of());
        assertThat(book.of("id-a")).isEqualTo(Figures.NONE);
    }

    @Test
    void receipts_on_the_event_stream_refine_what_routing_knows(@TempDir Path home) {
        var registry = FakeRegistry.empty();
        registry.put(Registered.model("a", "infer").p95(20));
        registry.put(Registered.model("b", "infer").p95(20));
        try (registry;
                var router = RouterUnderTest.ready(home, registry, "haios.events.enabled=true")) {
            eventually("stream followed", () -> registry.events().clients() > 0);
            for (int i = 0; i < 6; i++) {
                registry.events().send(receipt(i, "ok", 800));
            }
            eventually("b first", () -> router.names("infer").equals(List.of("b", "a")));
            var a = router.http().get("/providers").json().path("providers").get(0);
            assertThat(a.path("p95_by").asString()).isEqualTo("receipts");
            assertThat(a.path("p95_ms").asDouble()).isEqualTo(800);

            registry.events().send(FakeStream.frame(7, "routing_receipt", "{\"attempts\":[7]}"));
            registry.events().send(FakeStream.frame(8, "routing_receipt", "no json"));
            for (int i = 9; i < 12; i++) {
                registry.events().send(receipt(i, "connect_failed", 1));
            }
            eventually(
                    "failing",
                    () ->
                            router.http()
                                    .get("/providers")
                                    .json()
                                    .path("providers")
                                    .get(0)
                                    .path("failing")
                                    .asBoolean());
            assertThat(router.metric("haios_router_receipts_unreadable_total")).isEqualTo(2);
            assertThat(router.metric("haios_router_attempts_seen_total")).isEqualTo(9);
        }
    }

    private static String receipt(int id, String outcome, double ms) {
        return FakeStream.frame(
                id,
                "routing_receipt",
                """
                {"event_type":"routing_receipt","run_id":"r","attempts":[{"service_id":"id-a",\
                "name":"a","url":"http://x","outcome":"%s","ms":%s}]}\
                """
                        .formatted(outcome, ms));
    }
}
