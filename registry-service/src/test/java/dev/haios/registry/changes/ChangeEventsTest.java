package dev.haios.registry.changes;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.eviction.EvictionAction;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.testing.RecordingPeer;
import dev.haios.kit.testing.RecordingPeer.Answer;
import dev.haios.registry.TestRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ChangeEventsTest {

    @TempDir Path home;
    private RecordingPeer stream;
    private TestRegistry registry;

    @BeforeEach
    void start() {
        stream = RecordingPeer.agreeing();
        registry =
                TestRegistry.start(
                        home,
                        "haios.events.enabled=true",
                        "haios.peers.event-stream=" + stream.url());
    }

    @AfterEach
    void stop() {
        registry.close();
        stream.close();
    }

    @Test
    void every_change_is_told_in_order_once_with_its_cause() {
        var id = registry.register("llama");
        registry.beat(id, "running");
        registry.http()
                .post(
                        "/promote",
                        """
                        {"name":"llama","to_role":"canary","reason":"good"}\
                        """);
        registry.advance(150);
        registry.list("/discover");
        eventually("down", () -> registry.list("/services").revision() == 4);
        registry.beat(id, "ok");
        registry.advance(210);
        registry.evict(id, EvictionAction.DEREGISTER, TestRegistry.START.plusSeconds(150));

        eventually("all told", () -> durable().size() >= 7);
        assertThat(durable().stream().map(event -> text(event, "event_type")))
                .containsExactly(
                        "service_registered",
                        "status_changed",
                        "role_changed",
                        "status_changed",
                        "status_changed",
                        "status_changed",
                        "service_deregistered");
        assertThat(durable().stream().map(event -> text(event, "cause")))
                .containsExactly(
                        "registration",
                        "heartbeat",
                        "promotion",
                        "silence",
                        "heartbeat",
                        "silence",
                        "eviction");
        assertThat(durable().stream().map(event -> event.path("revision").asInt()))
                .containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(durable().stream().map(event -> text(event, "event_id")).distinct()).hasSize(7);
        var promoted = durable().get(2);
        assertThat(text(promoted, "from_role")).isEqualTo("experimental");
        assertThat(text(promoted, "role")).isEqualTo("canary");
        assertThat(text(promoted, "reason")).isEqualTo("good");
        assertThat(text(promoted, "agent")).isEqualTo("llama");
        assertThat(text(promoted, "trace_id")).hasSize(32);
        assertThat(text(durable().get(3), "status")).isEqualTo("down");
        assertThat(durable().get(3).path("missed_beats").asInt()).isEqualTo(2);
    }

    @Test
    void what_happens_while_the_stream_is_away_is_told_when_it_is_back() {
        stream.goAway();
        var id = registry.register("a");
        registry.register("b");
        registry.http().post("/deregister", "{\"service_id\":\"%s\"}".formatted(id));

        stream.comeBack();

        eventually("all told", () -> durable().size() >= 3);
        assertThat(durable().stream().map(event -> text(event, "service_name")))
                .containsExactly("a", "b", "a");
    }

    @Test
    void a_restart_tells_nothing_twice_and_leaves_nothing_out() {
        registry.register("a");
        eventually("told", () -> durable().size() == 1);
        stream.answer(_ -> new Answer(503, "{}"));
        registry.register("b");
        registry.close();
        stream.answer(_ -> Answer.ok("{}"));
        int refused = durable().size();

        registry =
                TestRegistry.start(
                        home,
                        registry.time(),
                        "haios.events.enabled=true",
                        "haios.peers.event-stream=" + stream.url());
        registry.register("c");

        eventually("told", () -> names().getLast().equals("c"));
        assertThat(names().subList(refused, names().size())).containsExactly("b", "c");
    }

    @Test
    void a_registration_that_is_repeated_says_so() {
        registry.register("a");
        registry.register(
                """
                {"name":"a","type":"model","role":"experimental",
                 "url":"http://127.0.0.1:8888/a","caps":["infer"]}\
                """,
                200);

        eventually("told", () -> durable().size() == 2);
        assertThat(durable().get(1).path("refreshed").asBoolean()).isTrue();
        assertThat(durable().get(1).path("epoch").asInt()).isEqualTo(2);
    }

    @Test
    void a_heartbeat_is_told_as_the_dashboard_expects_it() {
        var id = registry.register("architect-1");
        registry.http()
                .put(
                        "/heartbeat",
                        """
                        {"service_id":"%s","status":"running","agent":"Architect",
                         "run_id":"R-001","progress":0.35,
                         "token_usage":{"ctx_used":8000,"ctx_limit":16000},
                         "resources":{"cpu":2.5,"mem_mb":4096}}\
                        """
                                .formatted(id));
        registry.beat(id, "idle");

        eventually("told", () -> told("heartbeat").size() == 2);
        var beat = told("heartbeat").getFirst();
        assertThat(text(beat, "agent")).isEqualTo("Architect");
        assertThat(text(beat, "run_id")).isEqualTo("R-001");
        assertThat(text(beat, "ts")).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(beat.path("progress").asDouble()).isEqualTo(0.35);
        assertThat(text(beat, "status")).isEqualTo("running");
        assertThat(beat.path("token_usage").path("ctx_limit").asInt()).isEqualTo(16000);
        assertThat(beat.path("resources").path("mem_mb").asInt()).isEqualTo(4096);
        assertThat(text(told("heartbeat").get(1), "agent")).isEqualTo("architect-1");
    }

    private List<String> names() {
        return durable().stream().map(event -> text(event, "service_name")).toList();
    }

    private List<JsonNode> durable() {
        return all().stream()
                .filter(event -> !text(event, "event_type").equals("heartbeat"))
                .toList();
    }

    private List<JsonNode> told(String type) {
        return all().stream().filter(event -> text(event, "event_type").equals(type)).toList();
    }

    private List<JsonNode> all() {
        var events = new ArrayList<JsonNode>();
        for (var call : stream.calls("/events")) {
            Wire.lenient().readTree(call.body()).path("events").forEach(events::add);
        }
        return events;
    }

    private static String text(JsonNode event, String field) {
        return event.path(field).asString();
    }
}
