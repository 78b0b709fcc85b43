package dev.haios.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.events.fanout.Hub;
import dev.haios.events.fanout.Subscriber;
import dev.haios.events.fanout.Transport;
import dev.haios.kit.testing.TestService;
import dev.haios.kit.web.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSentEventsTest {

    @TempDir private Path home;

    private TestService start(String... properties) {
        return TestService.start(EventStreamApplication.class, home, properties);
    }

    @Test
    void a_message_carries_id_type_and_the_flat_event() {
        try (var stream = start();
                var client = SseListener.open(stream.url(), "")) {
            long seq =
                    Publishing.broadcast(
                            stream, "{\"event_type\":\"alert\",\"text\":\"two\\nlines\"}");
            var message = client.messages(1).getFirst();
            assertThat(message.event()).isEqualTo("alert");
            assertThat(message.data().get("text").asString()).isEqualTo("two\nlines");
            assertThat(message.id()).isEqualTo(message.data().get("epoch").asLong() + "-" + seq);
        }
    }

    @Test
    void filters_are_combined() {
        try (var stream = start();
                var client =
                        SseListener.open(stream.url(), "?types=alert,kill&agent=A&run_id=R-1")) {
            var event = "{\"event_type\":\"%s\",\"agent\":\"%s\",\"run_id\":\"%s\"}";
            Publishing.broadcast(stream, event.formatted("alert", "A", "R-2"));
            Publishing.broadcast(stream, event.formatted("task", "A", "R-1"));
            long first = Publishing.broadcast(stream, event.formatted("alert", "A", "R-1"));
            Publishing.broadcast(stream, event.formatted("kill", "B", "R-1"));
            long second = Publishing.broadcast(stream, event.formatted("kill", "A", "R-1"));
            client.messages(2);
            assertThat(client.seqs()).containsExactly(first, second);
        }
    }

    @Test
    void a_client_resumes_behind_its_last_event_across_a_restart() {
        String last;
        try (var stream = start()) {
            try (var client = SseListener.open(stream.url(), "")) {
                Publishing.batch(stream, "task", "a", 10, 0);
                last = client.messages(10).get(4).id();
            }
            Publishing.batch(stream, "task", "b", 10, 0);
        }
        try (var stream = start();
                var client = SseListener.open(stream.url(), "?after=1", "Last-Event-ID", last)) {
            Publishing.batch(stream, "task", "c", 10, 0);
            client.messages(25);
            assertThat(client.seqs()).isEqualTo(Publishing.numbers(6, 30));
        }
    }

    @Test
    void an_id_of_another_log_begins_with_all_of_this_one() {
        try (var stream = start()) {
            Publishing.batch(stream, "task", "a", 3, 0);
            try (var client = SseListener.open(stream.url(), "", "Last-Event-ID", "77-2")) {
                client.messages(3);
                assertThat(client.seqs()).containsExactly(1L, 2L, 3L);
            }
            try (var client = SseListener.open(stream.url(), "?after=2")) {
                client.messages(1);
                assertThat(client.seqs()).containsExactly(3L);
            }
        }
    }

    @Test
    void a_position_that_means_nothing_is_refused() {
        try (var stream = start()) {
            assertThat(stream.http().get("/stream?after=x").status()).isEqualTo(400);
            var refused = stream.http().get("/stream", "Last-Event-ID", "1-2-3");
            assertThat(refused.problem().extensions()).containsEntry("parameter", "Last-Event-ID");
        }
    }

    @Test
    void clients_beyond_the_limit_are_told_to_come_back() {
        try (var stream = start("haios.stream.fanout.max-clients=1");
                var _ = SseListener.open(stream.url(), "")) {
            var refused = stream.http().get("/stream");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("5");
            var handshake = stream.http().get("/ws");
            assertThat(handshake.status()).isEqualTo(503);
            assertThat(handshake.headers().firstValue("Retry-After")).contains("5");
            assertThat(stream.http().get("/metrics").body())
                    .containsPattern("haios_event_clients_refused_total\\{[^}]*} 2.0");
        }
    }

    @Test
    void clients_that_come_together_do_not_share_the_last_place() throws Exception {
        try (var stream = start("haios.stream.fanout.max-clients=3");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hub = stream.bean(Hub.class);
            for (int round = 0; round < 200; round++) {
                var together = new CyclicBarrier(8);
                var joins = new ArrayList<Callable<Boolean>>();
                var joined = ConcurrentHashMap.<Subscriber>newKeySet();
                for (int i = 0; i < 8; i++) {
                    joins.add(() -> {
                        together.await(20, TimeUnit.SECONDS);
                        return joined.add(hub.join(Transport.SSE));
                    });
                }
                var refused =
                        threads.invokeAll(joins).stream()
                                .filter(each -> each.state() == Future.State.FAILED)
                                .map(Future::exceptionNow)
                                .toList();
                assertThat(joined).hasSize(3);
                assertThat(refused).hasSize(5).hasOnlyElementsOfType(ProblemException.class);
                joined.forEach(Subscriber::close);
            }
        }
    }

    @Test
    void a_head_request_gets_the_headers_and_ends() throws Exception {
        try (var stream = start();
                var http = HttpClient.newHttpClient()) {
            var head =
                    HttpRequest.newBuilder(URI.create(stream.url() + "/stream"))
                            .HEAD()
                            .timeout(Duration.ofSeconds(10))
                            .build();
            var reply = http.send(head, BodyHandlers.discarding());
            assertThat(reply.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
        }
    }

    @Test
    void a_stopping_service_ends_its_streams_and_says_goodbye() {
        SseListener sse;
        WsListener ws;
        try (var stream = start()) {
            sse = SseListener.open(stream.url(), "");
            ws = WsListener.subscribed(stream.url(), "{}");
        }
        sse.awaitEnd();
        assertThat(ws.closeCode()).isEqualTo(1001);
    }
}
