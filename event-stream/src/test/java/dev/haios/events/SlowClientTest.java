package dev.haios.events;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowClientTest {

    private static final int BATCHES = 60;
    private static final int PER_BATCH = 100;
    private static final int BYTES = 5000;
    private static final int TOTAL = BATCHES * PER_BATCH;

    @TempDir private Path home;

    private TestService start() {
        return TestService.start(
                EventStreamApplication.class,
                home,
                "haios.stream.fanout.tail-events=256",
                "haios.stream.ws.send-timeout=60s",
                "haios.admission.answer-timeout=2m");
    }

    /** Some thirty megabytes: far beyond what sockets buffer. */
    private static void flood(TestService stream) {
        for (int i = 0; i < BATCHES; i++) {
            Publishing.batch(stream, i % 2 == 0 ? "task" : "plan", "flood-" + i, PER_BATCH, BYTES);
        }
    }

    @Test
    void a_websocket_client_that_stalls_is_told_exactly_what_it_lost_and_goes_on() {
        try (var stream = start();
                var client = WsListener.subscribed(stream.url(), "{}")) {
            client.stopReading();
            flood(stream);
            client.readOn();
            eventually(
                    "it has the last event",
                    () -> !client.seqs().isEmpty() && client.seqs().getLast() == TOTAL);
            assertThat(client.lost()).isPositive();
            assertThat(client.seqs().size() + client.lost()).isEqualTo(TOTAL);
            assertThat(client.seqs()).isSorted().doesNotHaveDuplicates();
            var gap = client.frame("gap");
            assertThat(client.seqs())
                    .noneMatch(seq ->
                            seq >= gap.get("from_seq").asLong()
                                    && seq <= gap.get("to_seq").asLong());
            assertThat(gap.get("reason").asString()).isEqualTo("slow");
            assertThat(stream.http().get("/metrics").body())
                    .containsPattern("haios_event_gaps_total\\{[^}]*transport=\"ws\"} [1-9]");

            long fetched = 0;
            long after = gap.get("from_seq").asLong() - 1;
            while (after < gap.get("to_seq").asLong()) {
                var page =
                        stream.http()
                                .get(
                                        "/events?limit=1000&after="
                                                + after
                                                + "&before="
                                                + (gap.get("to_seq").asLong() + 1))
                                .json();
                fetched += page.get("events").size();
                after = page.get("next_after").asLong();
            }
            assertThat(fetched).isEqualTo(gap.get("lost").asLong());
        }
    }

    @Test
    void an_sse_client_that_stalls_is_told_how_many_it_lost_of_those_it_wanted() {
        try (var stream = start();
                var client = SseListener.stalled(stream.url(), "?types=task")) {
            flood(stream);
            client.readOn();
            long lastTask = TOTAL - PER_BATCH;
            eventually(
                    "it has the last event",
                    () -> !client.seqs().isEmpty() && client.seqs().getLast() == lastTask);
            var gaps =
                    client.messages().stream()
                            .filter(message -> message.event().equals("gap"))
                            .toList();
            long lost = gaps.stream().mapToLong(gap -> gap.data().get("lost").asLong()).sum();
            assertThat(lost).isPositive();
            assertThat(client.seqs().size() + lost).isEqualTo(TOTAL / 2);
            assertThat(gaps.getFirst().id())
                    .endsWith("-" + gaps.getFirst().data().get("to_seq").asLong());
        }
    }

    @Test
    void twenty_stalled_clients_slow_neither_the_publisher_nor_a_client_that_reads() {
        try (var stream = start();
                var reader = WsListener.subscribed(stream.url(), "{\"types\":[\"alert\"]}")) {
            var stalled = new ArrayList<AutoCloseable>();
            IntStream.range(0, 10)
                    .forEach(i -> {
                        var client = WsListener.subscribed(stream.url(), "{}");
                        client.stopReading();
                        stalled.add(client);
                        stalled.add(SseListener.stalled(stream.url(), ""));
                    });
            flood(stream);
            long slowest = 0;
            for (int i = 0; i < 50; i++) {
                long began = System.nanoTime();
                Publishing.broadcast(stream, "{\"event_type\":\"alert\"}");
                slowest = Math.max(slowest, System.nanoTime() - began);
            }
            eventually("the reader has all", () -> reader.events().size() == 50);
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(2));
            for (var client : stalled) {
                closeQuietly(client);
            }
        }
    }

    private static void closeQuietly(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void fifty_clients_get_every_event_once_and_in_order() {
        try (var stream = TestService.start(EventStreamApplication.class, home)) {
            var clients = new ArrayList<WsListener>();
            for (int i = 0; i < 50; i++) {
                clients.add(WsListener.subscribed(stream.url(), "{}"));
            }
            for (int i = 0; i < 40; i++) {
                Publishing.batch(stream, "task", "all-" + i, 50, 0);
            }
            for (var client : clients) {
                eventually("all events", () -> client.seqs().size() >= 2000);
                assertThat(client.seqs()).isEqualTo(Publishing.numbers(1, 2000));
                client.close();
            }
        }
    }
}
