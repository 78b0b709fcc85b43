package dev.haios.kit.admission;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.Response;
import dev.haios.kit.testing.TestService;
import dev.haios.kit.toy.ToyApplication;
import dev.haios.kit.web.BodyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Overload is answered, and never in the way of those who must get through. */
class AdmissionTest {

    /** An answer that does not end: as a request it keeps its place. */
    private static final String ENDLESS = "/stream?frames=1&capacity=10";

    private static final String THING =
            """
            {"name":"%s","type":"model","role":"staging","url":"http://127.0.0.1:1","caps":["x"]}
            """;

    @TempDir Path home;
    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void leave() {
        clients.forEach(RawClient::close);
    }

    private TestService toy(String... properties) {
        return TestService.start(ToyApplication.class, home, properties);
    }

    private RawClient endless(TestService toy, String... headers) {
        var client = RawClient.asking(toy.url(), ENDLESS, headers);
        clients.add(client);
        return client;
    }

    private void fill(TestService toy, int places, String... headers) {
        for (int i = 0; i < places; i++) {
            assertThat(endless(toy, headers).readTo("\r\n")).contains("200");
        }
    }

    private RawClient connect(TestService toy) {
        var client = new RawClient(toy.url());
        clients.add(client);
        return client;
    }

    private static double metric(TestService toy, String series) {
        return toy.http()
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series.substring(0, series.indexOf('{') + 1)))
                .filter(line -> line.contains(series.substring(series.indexOf('{') + 1)))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + series));
    }

    private static void assertRefused(Response answer, int status, String slug) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem().type()).isEqualTo("urn:haios:problem:" + slug);
        assertThat(answer.problem().traceId()).hasSize(32);
        assertThat(answer.problem().extensions()).containsKey("retry_after_s");
        assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue(1);
    }

    @Test
    void a_request_without_a_place_is_refused_at_once_and_one_that_ends_makes_a_place() {
        try (var toy = toy("haios.admission.max-requests=2")) {
            fill(toy, 2);
            assertRefused(toy.http().get("/things"), 503, "overloaded");
            assertThat(toy.http().get("/health").status()).isEqualTo(200);
            assertThat(metric(toy, "haios_http_admitted{lane=\"requests\"")).isEqualTo(2);
            assertThat(metric(toy, "haios_http_admitted_limit{lane=\"requests\"")).isEqualTo(2);
            assertThat(metric(toy, "haios_http_refused_total{lane=\"requests\"")).isEqualTo(1);
            clients.getFirst().close();
            toy.bean(dev.haios.kit.web.SseAudience.class).stop();
            eventually("there is a place", () -> toy.http().get("/things").status() == 200);
        }
    }

    @Test
    void reserved_paths_get_through_when_nothing_else_does() {
        try (var toy =
                toy("haios.admission.max-requests=2", "haios.admission.reserved-paths=/things")) {
            fill(toy, 2);
            assertRefused(toy.http().get("/things/x"), 503, "overloaded");
            assertThat(toy.http().get("/things").status()).isEqualTo(200);
        }
    }

    @Test
    void streams_have_places_of_their_own() {
        try (var toy =
                toy(
                        "haios.admission.max-requests=2",
                        "haios.admission.max-streams=3",
                        "haios.admission.stream-paths=/stream")) {
            fill(toy, 3);
            assertRefused(toy.http().get(ENDLESS), 503, "overloaded");
            assertThat(toy.http().get("/things").status()).isEqualTo(200);
        }
    }

    @Test
    void a_client_that_floods_is_told_so_and_leaves_places_to_others() throws IOException {
        var tokens =
                Files.writeString(
                        home.resolve("tokens"),
                        "agent flooding-client-01\nagent modest-client-0001\n");
        try (var toy =
                toy("haios.admission.max-requests=8", "haios.access.tokens-file=" + tokens)) {
            // Four before it is crowded, and a quarter of all.
            fill(toy, 6, "Authorization: Bearer flooding-client-01\r\n");
            var flooding = toy.http().get("/things", "Authorization", "Bearer flooding-client-01");
            assertRefused(flooding, 429, "too-many-requests");
            var modest = toy.http().get("/things", "Authorization", "Bearer modest-client-0001");
            assertThat(modest.status()).isEqualTo(200);
            var metrics = toy.http().get("/metrics", "Authorization", "Bearer modest-client-0001");
            assertThat(metrics.body())
                    .containsPattern("haios_http_refused_total\\{[^}]*lane=\"share\"[^}]*} 1.0");
        }
    }

    /** A proxy on this machine says where its clients are, so that a test can be elsewhere. */
    @Test
    void credentials_that_are_made_up_do_not_make_one_client_many() {
        try (var toy =
                toy("haios.admission.max-requests=8", "server.forward-headers-strategy=native")) {
            for (int i = 0; i < 6; i++) {
                fill(
                        toy,
                        1,
                        "X-Forwarded-For: 192.0.2.1\r\n",
                        "Authorization: Bearer made-up-credential-" + i + "\r\n");
            }
            var another =
                    toy.http()
                            .get(
                                    "/things",
                                    "X-Forwarded-For",
                                    "192.0.2.1",
                                    "Authorization",
                                    "Bearer another-made-up-one");
            assertRefused(another, 429, "too-many-requests");
            var neighbour = toy.http().get("/things", "X-Forwarded-For", "192.0.2.2");
            assertThat(neighbour.status()).isEqualTo(200);
        }
    }

    @Test
    void large_bodies_share_a_limit_of_their_own() {
        try (var toy = toy("haios.web.max-held=600KB")) {
            var large = THING.formatted("l").replace("\"x\"", "\"" + "x".repeat(60_000) + "\"");
            assertRefused(toy.http().post("/things", large), 503, "overloaded");
            assertThat(toy.http().post("/things", THING.formatted("s")).status()).isEqualTo(200);
            var fits = THING.formatted("f").replace("\"x\"", "\"" + "x".repeat(20_000) + "\"");
            for (int i = 0; i < 3; i++) {
                // Refused for what it says, not for its size: what the one before held is free.
                assertThat(toy.http().post("/things", fits).status()).isEqualTo(400);
            }
            assertThat(metric(toy, "haios_http_held_bytes{")).isZero();
            assertThat(metric(toy, "haios_http_held_refused_total{")).isEqualTo(1);
        }
    }

    @Test
    void large_bodies_take_turns_and_small_ones_do_not_wait_for_them() throws Exception {
        try (var toy = toy("haios.web.turn-wait=100ms")) {
            var bodies = toy.bean(BodyReader.class);
            var large = THING.formatted("l").replace("\"x\"", "\"" + "x".repeat(70_000) + "\"");
            double turns = metric(toy, "haios_http_large_bodies_limit{");
            var taken = new CountDownLatch((int) turns);
            var over = new CountDownLatch(1);
            for (int i = 0; i < turns; i++) {
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                bodies.parse(
                                        new byte[100_000],
                                        () -> {
                                            taken.countDown();
                                            return awaited(over);
                                        });
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
            }
            assertThat(awaited(taken)).isTrue();
            assertRefused(toy.http().post("/things", large), 503, "overloaded");
            assertThat(metric(toy, "haios_http_large_bodies_refused_total{")).isEqualTo(1);
            assertThat(toy.http().post("/things", THING.formatted("s")).status()).isEqualTo(200);
            over.countDown();
            // Refused for what it says, not for its size.
            eventually(
                    "there are turns again",
                    () -> toy.http().post("/things", large).status() == 400);
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_body_that_does_not_come_is_answered_with_408() {
        try (var toy = toy("haios.web.body-timeout=200ms", "haios.admission.body-timeout=300ms")) {
            var head =
                    String.join(
                            "\r\n",
                            "POST /things HTTP/1.1",
                            "Host: localhost",
                            "Content-Type: application/json",
                            "Content-Length: 5000",
                            "",
                            "");
            var silent = connect(toy).send(head).send("{");
            assertThat(silent.readTo("}")).startsWith("HTTP/1.1 408").contains("problem+json");
            var trickling = connect(toy).send(head);
            eventually(
                    "the one that sends a byte now and then is answered, too",
                    () -> !trickling.takes(" ") || trickling.hasHeard());
            assertThat(trickling.readTo("}")).startsWith("HTTP/1.1 408").contains("body-too-slow");
            eventually("and cut", () -> !trickling.takes(" "));
        }
    }

    @Test
    void a_head_that_does_not_come_costs_its_connection() {
        try (var toy = toy("haios.admission.header-timeout=300ms")) {
            var slow = connect(toy).send("GET /things HTTP/1.1\r\nHost: loc");
            eventually("it is cut", () -> !slow.takes("x") || slow.hasEnded());
            assertThat(metric(toy, "haios_http_cut_total{reason=\"slow_head\"")).isEqualTo(1);
            assertThat(toy.http().get("/things").status()).isEqualTo(200);
        }
    }

    @Test
    void an_answer_that_is_not_read_costs_its_connection() {
        try (var toy = toy("haios.admission.answer-timeout=300ms")) {
            clients.add(RawClient.asking(toy.url(), "/stream?frames=400000&capacity=400000"));
            eventually(
                    "it is cut",
                    () -> metric(toy, "haios_http_cut_total{reason=\"slow_answer\"") == 1);
            eventually(
                    "its place is free",
                    () -> metric(toy, "haios_http_admitted{lane=\"requests\"") == 0);
        }
    }

    @Test
    void idle_connections_make_room_for_new_ones() {
        try (var toy =
                toy(
                        "haios.admission.max-requests=3",
                        "haios.admission.max-reserved=1",
                        "haios.admission.max-streams=1",
                        "haios.admission.max-probes=1",
                        "haios.admission.max-connections=20")) {
            var busy = endless(toy);
            busy.readTo("\n\n");
            var idle = IntStream.range(0, 400).mapToObj(_ -> connect(toy)).toList();
            assertThat(toy.http().get("/health").status()).isEqualTo(200);
            eventually(
                    "most of them are ended",
                    () -> metric(toy, "haios_http_connections{") <= 20 + 32);
            assertThat(idle.getFirst().hasEnded()).isTrue();
            assertThat(idle.getLast().hasEnded()).isFalse();
            assertThat(busy.hasEnded()).as("a busy one is not idle").isFalse();
            assertThat(metric(toy, "haios_http_cut_total{reason=\"idle\"")).isGreaterThan(300);
        }
    }
}
