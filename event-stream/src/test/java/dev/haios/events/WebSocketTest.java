package dev.haios.events;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haios.kit.testing.TestService;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class WebSocketTest {

    private static TestService stream;

    @BeforeAll
    static void start(@TempDir Path home) {
        stream =
                TestService.start(
                        EventStreamApplication.class,
                        home,
                        "haios.stream.ws.max-frame-bytes=4KB",
                        "haios.stream.fanout.keep-alive=200ms");
    }

    @AfterAll
    static void stop() {
        stream.close();
    }

    private static long lastSeq() {
        return stream.http().get("/health").json().get("last_seq").asLong();
    }

    private static List<String> types(WsListener client) {
        return client.events().stream().map(event -> event.get("event_type").asString()).toList();
    }

    private static long answered(WsListener client) {
        return client.frames().stream().filter(frame -> frame.has("subscribed")).count();
    }

    private static void awaitEvents(WsListener client, int count) {
        eventually(count + " events", () -> client.events().size() >= count);
    }

    @Test
    void a_client_is_greeted_and_gets_nothing_before_it_subscribes() {
        long before = lastSeq();
        try (var client = WsListener.connect(stream.url())) {
            assertThat(client.frame("connected").get("last_seq").asLong()).isEqualTo(before);
            Publishing.broadcast(stream, "{\"event_type\":\"alert\"}");
            client.send("{\"subscribe\":{\"after\":" + (before + 1) + "}}").frame("subscribed");
            long next = Publishing.broadcast(stream, "{\"event_type\":\"alert\"}");
            awaitEvents(client, 1);
            assertThat(client.seqs()).containsExactly(next);
        }
    }

    @Test
    void an_event_arrives_as_it_is_kept() {
        try (var client = WsListener.subscribed(stream.url(), "{}")) {
            long seq =
                    Publishing.broadcast(
                            stream,
                            "{\"event_type\":\"alert\",\"agent\":\"Ünïcode 🚀\",\"x\":1.50}");
            awaitEvents(client, 1);
            var kept = stream.http().get("/events?after=" + (seq - 1)).json();
            assertThat(client.events().getFirst()).isEqualTo(kept.get("events").get(0));
            assertThat(client.events().getFirst().toString()).contains("Ünïcode 🚀", "1.50");
        }
    }

    @Test
    void filters_by_type_and_agent_hold_and_may_be_changed() {
        try (var client =
                WsListener.subscribed(
                        stream.url(), "{\"types\":[\"alert\",\"kill\"],\"agents\":[\"A\"]}")) {
            Publishing.broadcast(stream, "{\"event_type\":\"alert\",\"agent\":\"A\"}");
            Publishing.broadcast(stream, "{\"event_type\":\"alert\",\"agent\":\"B\"}");
            Publishing.broadcast(stream, "{\"event_type\":\"task\",\"agent\":\"A\"}");
            Publishing.broadcast(stream, "{\"event_type\":\"kill\",\"agent\":\"A\"}");
            awaitEvents(client, 2);
            assertThat(types(client)).containsExactly("alert", "kill");

            client.send("{\"unsubscribe\":{\"types\":[\"alert\"]}}").send("{\"ping\":1}");
            client.frame("pong");
            Publishing.broadcast(stream, "{\"event_type\":\"alert\",\"agent\":\"A\"}");
            Publishing.broadcast(stream, "{\"event_type\":\"kill\",\"agent\":\"A\"}");
            awaitEvents(client, 3);
            assertThat(types(client)).containsExactly("alert", "kill", "kill");

            client.send("{\"unsubscribe\":{}}").frame("unsubscribed");
            Publishing.broadcast(stream, "{\"event_type\":\"kill\",\"agent\":\"A\"}");
            client.send("{\"subscribe\":{\"types\":[\"plan\"]}}").send("{\"ping\":2}");
            Publishing.broadcast(stream, "{\"event_type\":\"plan\"}");
            awaitEvents(client, 4);
            assertThat(types(client)).containsExactly("alert", "kill", "kill", "plan");
        }
    }

    @Test
    void a_replay_goes_over_to_live_without_gap_or_double() throws InterruptedException {
        long before = lastSeq();
        for (int i = 0; i < 5; i++) {
            Publishing.batch(stream, "task", "replay-" + i, 1000, 0);
        }
        var publisher =
                Thread.ofVirtual()
                        .start(() -> {
                            for (int i = 0; i < 200; i++) {
                                Publishing.batch(stream, "task", "live-" + i, 10, 0);
                            }
                        });
        var clients = new ArrayList<WsListener>();
        try {
            for (int i = 0; i < 5; i++) {
                clients.add(WsListener.subscribed(stream.url(), "{\"after\":" + before + "}"));
            }
            publisher.join();
            for (var client : clients) {
                awaitEvents(client, 7000);
                assertThat(client.seqs()).isEqualTo(Publishing.numbers(before + 1, before + 7000));
            }
        } finally {
            clients.forEach(WsListener::close);
        }
    }

    @Test
    void a_change_of_filter_repeats_and_skips_nothing() throws InterruptedException {
        long before = lastSeq();
        try (var client = WsListener.subscribed(stream.url(), "{\"types\":[\"task\"]}")) {
            var publisher =
                    Thread.ofVirtual()
                            .start(() -> {
                                for (int i = 0; i < 100; i++) {
                                    Publishing.batch(stream, "task", "change-" + i, 10, 0);
                                }
                            });
            for (int i = 0; i < 50; i++) {
                client.send("{\"subscribe\":{\"types\":[\"task\",\"plan\"]}}");
                client.send("{\"subscribe\":{\"types\":[\"task\"]}}");
                // A client may not leave more than 64 answers unread, however fast the machine is.
                int answers = 2 * i + 3;
                eventually("answered", () -> answered(client) >= answers);
            }
            publisher.join();
            awaitEvents(client, 1000);
            assertThat(client.seqs()).isEqualTo(Publishing.numbers(before + 1, before + 1000));
        }
    }

    @Test
    void large_events_come_in_messages_that_clients_accept() {
        long before = lastSeq();
        for (int i = 0; i < 10; i++) {
            Publishing.batch(stream, "plan", "large-" + i, 8, 100_000);
        }
        try (var client =
                WsListener.subscribed(
                        stream.url(), "{\"types\":[\"plan\"],\"after\":" + before + "}")) {
            awaitEvents(client, 80);
            assertThat(client.seqs()).isEqualTo(Publishing.numbers(before + 1, before + 80));
            assertThat(client.frames()).allMatch(frame -> frame.toString().length() < 1_000_000);
        }
        var page = stream.http().get("/events?limit=1000&type=plan&after=" + before).json();
        assertThat(page.get("events").size()).isBetween(40, 45);
        assertThat(page.get("next_after").asLong()).isEqualTo(before + page.get("events").size());
    }

    @Test
    void a_number_of_another_log_begins_with_all_of_this_one() {
        Publishing.broadcast(stream, "{\"event_type\":\"alert\"}");
        try (var client = WsListener.subscribed(stream.url(), "{\"after\":999999,\"epoch\":1}")) {
            awaitEvents(client, 1);
            assertThat(client.seqs().getFirst()).isEqualTo(1);
        }
    }

    @Test
    void bad_frames_are_answered_with_a_problem_and_the_connection_goes_on() {
        var bad =
                List.of(
                        "",
                        "nonsense",
                        "[]",
                        "{}",
                        "{\"ping\":1,\"subscribe\":{}}",
                        "{\"shout\":{}}",
                        "{\"subscribe\":{\"types\":\"alert\"}}",
                        "{\"subscribe\":{\"colour\":1}}",
                        "{\"subscribe\":{\"after\":-1}}",
                        "{\"subscribe\":null}",
                        "{\"subscribe\":{\"types\":[null]}}",
                        "{\"unsubscribe\":7}",
                        "{\"ping\":\"\\ud800\"}",
                        "{\"subscribe\":{\"after\":1e400}}",
                        "{\"ping\":1e2147483648}",
                        "{\"ping\":1,\"ping\":2}",
                        "[".repeat(1000));
        try (var client = WsListener.connect(stream.url())) {
            bad.forEach(client::send);
            client.send("{\"ping\":{\"n\":1}}");
            assertThat(client.frame("pong").toString()).isEqualTo("{\"n\":1}");
            var errors = client.frames().stream().filter(frame -> frame.has("error")).toList();
            assertThat(errors).hasSameSizeAs(bad);
            assertThat(errors)
                    .extracting(frame -> frame.get("error").get("type").asString())
                    .containsOnly("urn:haios:problem:bad-frame");
            assertThat(errors.toString()).doesNotContain("java.", "dev.haios", "Exception");
        }
    }

    @Test
    void taking_types_away_from_everything_is_explained() {
        try (var client = WsListener.subscribed(stream.url(), "{}")) {
            client.send("{\"unsubscribe\":{\"types\":[\"alert\"]}}");
            assertThat(client.frame("error").get("detail").asString()).contains("Every type");
        }
    }

    @Test
    void a_frame_that_is_too_large_or_binary_ends_the_connection() {
        try (var client = WsListener.connect(stream.url())) {
            client.send("{\"ping\":\"" + "x".repeat(8000) + "\"}");
            assertThat(client.closeCode()).isEqualTo(1009);
        }
        try (var client = WsListener.connect(stream.url())) {
            client.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
            assertThat(client.closeCode()).isEqualTo(1003);
        }
    }

    @Test
    void a_silent_client_is_pinged_and_stays() {
        try (var client = WsListener.subscribed(stream.url(), "{\"types\":[\"budget\"]}")) {
            eventually("two pings", () -> client.pings() >= 2);
            Publishing.broadcast(stream, "{\"event_type\":\"budget\"}");
            awaitEvents(client, 1);
        }
    }

    @Test
    void a_page_of_a_foreign_origin_is_refused_at_the_handshake() {
        assertThatThrownBy(() -> WsListener.connect(stream.url(), "Origin", "https://evil.example"))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
        WsListener.connect(stream.url(), "Origin", "http://localhost:6101").close();
    }

    @Test
    void a_plain_request_is_told_to_upgrade() {
        var refused = stream.http().get("/ws");
        assertThat(refused.status()).isEqualTo(426);
        assertThat(refused.problem().type()).isEqualTo("urn:haios:problem:upgrade-required");
    }

    @Test
    void connections_are_counted_and_forgotten() {
        try (var _ = WsListener.connect(stream.url())) {
            eventually("it is counted", () -> connected() >= 1);
        }
        eventually("all are gone", () -> connected() == 0);
        assertThat(health().get("buffered_events").isNumber()).isTrue();
    }

    private static int connected() {
        return health().get("connected_clients").asInt();
    }

    private static JsonNode health() {
        return stream.http().get("/health").json();
    }
}
