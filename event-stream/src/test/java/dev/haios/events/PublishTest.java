package dev.haios.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.SettableTime;
import dev.haios.kit.testing.TestService;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PublishTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static TestService stream;

    @BeforeAll
    static void start(@TempDir Path home) {
        stream = TestService.start(EventStreamApplication.class, home, new SettableTime(NOW));
    }

    @AfterAll
    static void stop() {
        stream.close();
    }

    private static JsonNode event(long seq) {
        return stream.http()
                .get("/events?after=" + (seq - 1) + "&limit=1")
                .json()
                .get("events")
                .get(0);
    }

    @Test
    void an_event_is_numbered_and_kept_with_id_time_and_trace_filled_in() {
        var reply =
                stream.http()
                        .post(
                                "/broadcast",
                                "{\"event_type\":\"heartbeat\",\"agent\":\"Architect\",\"progress\":0.35}",
                                "traceparent",
                                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("status").asString()).isEqualTo("broadcasted");
        var kept = event(reply.json().get("seq").asLong());
        assertThat(kept.get("event_id").asString())
                .isEqualTo(reply.json().get("event_id").asString());
        assertThat(kept.get("ts").asString()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(kept.get("trace_id").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(kept.get("progress").asString()).isEqualTo("0.35");
        assertThat(kept.get("epoch").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(kept.has("source")).isFalse();
    }

    @Test
    void an_event_wrapped_in_data_becomes_flat() {
        long seq =
                Publishing.broadcast(
                        stream,
                        """
                        {"event_type":"alert","data":{"agent":"A","run_id":"R-001","level":2}}\
                        """);
        var kept = event(seq);
        assertThat(kept.get("agent").asString()).isEqualTo("A");
        assertThat(kept.get("run_id").asString()).isEqualTo("R-001");
        assertThat(kept.get("level").asInt()).isEqualTo(2);
        assertThat(kept.has("data")).isFalse();
    }

    @Test
    void a_publishers_own_seq_and_epoch_stay_under_data() {
        long seq =
                Publishing.broadcast(
                        stream,
                        "{\"event_type\":\"task\",\"epoch\":7,\"seq\":3,\"data\":{\"x\":1}}");
        var kept = event(seq);
        assertThat(kept.get("seq").asLong()).isEqualTo(seq);
        assertThat(kept.get("data").toString()).isEqualTo("{\"seq\":3,\"epoch\":7}");
    }

    @Test
    void a_repeated_event_keeps_its_first_number() {
        var event = "{\"event_type\":\"kill\",\"event_id\":\"once\"}";
        long first = Publishing.broadcast(stream, event);
        var again = stream.http().post("/broadcast", event).json();
        assertThat(again.get("seq").asLong()).isEqualTo(first);
        assertThat(again.get("duplicate").asBoolean()).isTrue();
    }

    @Test
    void a_batch_says_what_was_new() {
        var batch =
                """
                {"events":[{"event_type":"plan","event_id":"b1"},{"event_type":"plan","event_id":"b2"},
                {"event_type":"plan","event_id":"b1"}]}\
                """;
        var first = stream.http().post("/events", batch).json();
        assertThat(first.get("accepted").asInt()).isEqualTo(2);
        assertThat(first.get("duplicates").asInt()).isEqualTo(1);
        var again = stream.http().post("/events", batch).json();
        assertThat(again.get("accepted").asInt()).isZero();
        assertThat(again.get("duplicates").asInt()).isEqualTo(3);
        assertThat(again.get("last_seq")).isEqualTo(first.get("last_seq"));
    }

    @Test
    void a_large_batch_is_numbered_in_its_order() {
        Publishing.batch(stream, "task", "large", 1000, 0);
        long last = stream.http().get("/health").json().get("last_seq").asLong();
        var events =
                stream.http().get("/events?limit=1000&after=" + (last - 1000)).json().get("events");
        assertThat(events.valueStream().map(event -> event.get("n").asInt()).toList())
                .isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void an_event_that_breaks_the_contract_is_refused_and_nothing_of_its_batch_kept() {
        long before = stream.http().get("/health").json().get("last_seq").asLong();
        assertThat(stream.http().post("/broadcast", "{\"event_type\":\"No Word\"}").status())
                .isEqualTo(400);
        assertThat(stream.http().post("/broadcast", "{\"event_type\":").status()).isEqualTo(400);
        assertThat(stream.http().post("/events", "{\"events\":[{\"event_type\":\"a\"}]}").status())
                .isEqualTo(400);
        var fields =
                IntStream.range(0, 100)
                        .mapToObj(i -> "\"%s" + i + "\":1")
                        .collect(Collectors.joining(","));
        var tooMany =
                "{\"event_type\":\"a\",\"event_id\":\"x9\","
                        + fields.replace("%s", "a").replaceFirst("\"a0\":1,", "")
                        + ",\"data\":{"
                        + fields.replace("%s", "b")
                        + "}}";
        var refused =
                stream.http()
                        .post(
                                "/events",
                                "{\"events\":[{\"event_type\":\"a\",\"event_id\":\"ok1\"},"
                                        + tooMany
                                        + "]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem().type()).isEqualTo("urn:haios:problem:invalid-event");
        assertThat(stream.http().post("/broadcast", "{\"event_type\":\"gap\"}").status())
                .isEqualTo(400);
        assertThat(stream.http().get("/health").json().get("last_seq").asLong()).isEqualTo(before);
    }

    @Test
    void an_event_that_is_too_large_is_refused_with_its_size() {
        var refused =
                stream.http()
                        .post(
                                "/broadcast",
                                "{\"event_type\":\"a\",\"pad\":\"" + "é".repeat(70_000) + "\"}");
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.problem().extensions()).containsEntry("max_bytes", 131_072);
    }

    @Test
    void metrics_count_known_types_by_name_and_all_others_together() {
        Publishing.broadcast(stream, "{\"event_type\":\"budget\"}");
        Publishing.broadcast(stream, "{\"event_type\":\"invented.by-somebody\"}");
        var metrics = stream.http().get("/metrics").body();
        assertThat(metrics)
                .contains("haios_events_total{service=\"event_stream\",type=\"budget\"}");
        assertThat(metrics).contains("type=\"other\"").doesNotContain("invented");
    }
}
