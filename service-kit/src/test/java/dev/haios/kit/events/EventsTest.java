package dev.haios.kit.events;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.event.Event;
import dev.haios.contracts.schema.Contracts;
import dev.haios.contracts.schema.RawJson;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.store.Store;
import dev.haios.kit.testing.RecordingPeer;
import dev.haios.kit.testing.RecordingPeer.Answer;
import dev.haios.kit.testing.TestService;
import dev.haios.kit.toy.ToyApplication;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Durable events arrive in order whatever happens; ephemeral ones never cost anything. */
class EventsTest {

    private static final String THING =
            "{\"name\":\"%s\",\"type\":\"model\",\"role\":\"staging\",\"url\":\"http://127.0.0.1:1\",\"caps\":[]}";

    @TempDir Path home;
    final RecordingPeer stream = RecordingPeer.agreeing();

    private TestService start(String... more) {
        var properties =
                new ArrayList<>(
                        List.of(
                                "haios.events.enabled=true",
                                "haios.events.max-backoff=200ms",
                                "haios.peers.event-stream=" + stream.url()));
        properties.addAll(List.of(more));
        return TestService.start(ToyApplication.class, home, properties.toArray(String[]::new));
    }

    @AfterEach
    void close() {
        stream.close();
    }

    /** The things named by delivered batches, in order of arrival. */
    private List<String> arrived() {
        var names = new ArrayList<String>();
        for (var call : stream.calls("/events")) {
            for (var event : Wire.mapper().readTree(call.body()).get("events")) {
                names.add(event.path("thing").asString());
            }
        }
        return names;
    }

    @Test
    void a_durable_event_arrives_complete() {
        try (var toy = start()) {
            toy.http().post("/things", THING.formatted("one"));
            eventually("delivered", () -> arrived().contains("one"));
            var batch = Wire.mapper().readTree(stream.calls("/events").getFirst().body());
            assertThat(Contracts.load().violations("event_batch", batch)).isEmpty();
            var event = batch.at("/events/0");
            assertThat(event.get("source").asString()).isEqualTo("toy");
            assertThat(event.get("trace_id").asString()).hasSize(32);
            assertThat(event.get("event_id").asString()).isNotBlank();
            assertThat(event.get("ts").asString()).endsWith("Z");
        }
    }

    @Test
    void events_wait_while_the_stream_is_away_and_arrive_in_order_also_after_a_restart() {
        stream.goAway();
        var names = IntStream.range(0, 20).mapToObj(i -> "thing-" + i).toList();
        try (var toy = start()) {
            names.subList(0, 10).forEach(name -> toy.http().post("/things", THING.formatted(name)));
        }
        try (var toy = start()) {
            names.subList(10, 20)
                    .forEach(name -> toy.http().post("/things", THING.formatted(name)));
            assertThat(arrived()).isEmpty();
            stream.comeBack();
            eventually("all delivered", () -> arrived().size() == 20);
            assertThat(arrived()).isEqualTo(names);
        }
    }

    @Test
    void delivery_outlives_a_store_that_has_no_time_for_it() {
        stream.goAway();
        try (var toy = start("haios.store.queue-timeout=200ms")) {
            toy.http().post("/things", THING.formatted("one"));
            var release = new CompletableFuture<Boolean>();
            var _ = toy.bean(Store.class).submit(release::join, _ -> {});
            stream.comeBack();
            // The cursor cannot be moved, so the event is delivered once more.
            eventually("tried again", () -> stream.calls("/events").size() >= 2);
            release.complete(true);
            toy.http().post("/things", THING.formatted("two"));
            eventually("goes on", () -> arrived().contains("two"));
        }
    }

    @Test
    void a_change_that_fails_publishes_nothing() {
        try (var toy = start()) {
            toy.http().post("/things", THING.formatted("twice"));
            assertThat(toy.http().post("/things", THING.formatted("twice")).status())
                    .isEqualTo(500);
            toy.http().post("/things", THING.formatted("after"));
            eventually("delivered", () -> arrived().contains("after"));
            assertThat(arrived()).containsExactly("twice", "after");
        }
    }

    @Test
    void an_event_that_is_refused_for_good_is_parked_and_its_neighbours_arrive() {
        stream.answer(call ->
                call.body().contains("poison")
                        ? new Answer(400, "{\"status\":400,\"detail\":\"no\"}")
                        : Answer.ok("{}"));
        try (var toy = start("haios.events.batch-size=50")) {
            stream.goAway();
            for (var name : List.of("before", "poison", "behind")) {
                toy.http().post("/things", THING.formatted(name));
            }
            stream.comeBack();
            eventually(
                    "health tells it",
                    () -> toy.http().get("/health").body().contains("refused by the event stream"));
            eventually("neighbours arrived", () -> arrived().contains("behind"));
        }
    }

    @Test
    void of_events_that_are_refused_for_good_the_newest_thousand_are_kept() {
        try (var toy = start()) {
            var store = toy.bean(Store.class);
            var cursors = toy.bean(OutboxCursors.class);
            store.write(() -> {
                for (int i = 1; i <= 1010; i++) {
                    cursors.park("refused", i, new RawJson("{}"), "no");
                }
                cursors.park("another", 1, new RawJson("{}"), "no");
                return true;
            });
            assertThat(store.read(cursors::parked)).isEqualTo(1001);
            var oldest = "SELECT min(position) FROM outbox_parked WHERE source = 'refused'";
            assertThat(store.read(() -> store.jdbc().sql(oldest).query(Long.class).single()))
                    .isEqualTo(11);
            assertThat(toy.http().get("/metrics").body())
                    .containsPattern("haios_events_parked_total(\\{[^}]*})? 1011.0");
        }
    }

    @Test
    void ephemeral_events_are_dropped_oldest_first_and_counted() {
        stream.answer(call -> new Answer(503, "{}"));
        try (var toy = start("haios.events.ring-capacity=10")) {
            var publisher = toy.bean(EventPublisher.class);
            for (int i = 0; i < 1000; i++) {
                int n = i;
                publisher.emit("thing-" + n, () -> Event.of("heartbeat", Map.of("n", n)));
            }
            eventually(
                    "drops counted",
                    () ->
                            toy.http()
                                    .get("/metrics")
                                    .body()
                                    .lines()
                                    .filter(line -> line.startsWith("haios_events_dropped_total"))
                                    .anyMatch(line ->
                                            Double.parseDouble(
                                                            line.substring(line.lastIndexOf(' ')))
                                                    >= 900));
        }
    }

    @Test
    void of_events_about_the_same_thing_that_wait_only_the_latest_is_sent() throws Exception {
        var asked = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        stream.answer(call -> {
            asked.countDown();
            await(go);
            return Answer.ok("{}");
        });
        try (var toy = start()) {
            var publisher = toy.bean(EventPublisher.class);
            publisher.emit("first", () -> Event.of("heartbeat", Map.of("thing", "first")));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            for (var state : List.of("old", "older", "latest")) {
                publisher.emit("fickle", () -> Event.of("heartbeat", Map.of("thing", state)));
                publisher.emit("other", () -> Event.of("heartbeat", Map.of("thing", "other")));
            }
            go.countDown();
            eventually("all arrived", () -> arrived().contains("other"));
            assertThat(arrived()).containsExactly("first", "latest", "other");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_event_that_cannot_be_built_costs_only_itself() {
        try (var toy = start()) {
            var publisher = toy.bean(EventPublisher.class);
            publisher.emit("poison", () -> Event.of("Not a type", Map.of()));
            publisher.emit("other", () -> Event.of("heartbeat", Map.of("thing", "behind")));
            eventually("the next one arrived", () -> arrived().contains("behind"));
        }
    }

    @Test
    void a_batch_that_is_too_large_together_is_sent_in_parts() {
        stream.answer(call ->
                call.body().length() > 20_000
                        ? new Answer(413, "{\"status\":413}")
                        : Answer.ok("{}"));
        try (var toy = start()) {
            var publisher = toy.bean(EventPublisher.class);
            for (int i = 0; i < 100; i++) {
                int n = i;
                publisher.emit(
                        "thing-" + n,
                        () -> Event.of("heartbeat", Map.of("thing", n + "x".repeat(2_000))));
            }
            eventually(
                    "each was sent in a batch that fits",
                    () ->
                            stream.calls("/events").stream()
                                            .filter(call -> call.body().length() <= 20_000)
                                            .mapToInt(call ->
                                                    Wire.mapper()
                                                            .readTree(call.body())
                                                            .get("events")
                                                            .size())
                                            .sum()
                                    == 100);
        }
    }
}
