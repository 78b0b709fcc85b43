package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chosen upstream fails in the middle of a call, and the next one answers in time. */
class FallbackTest {

    @TempDir static Path home;
    static Fleet fleet;
    static Http gateway;
    static Http registry;

    @BeforeAll
    static void start() {
        fleet =
                Fleet.start(
                        home,
                        FallbackTest.class,
                        Member.REGISTRY,
                        Member.PROVIDER_ROUTER,
                        Member.GATEWAY,
                        Member.MOCK);
        gateway = fleet.http(Member.GATEWAY);
        registry = fleet.http(Member.REGISTRY);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    private static void register(String name, String cap, String url, double usd) {
        var reply =
                registry.post(
                        "/register",
                        Map.of(
                                "name",
                                name,
                                "type",
                                "model",
                                "role",
                                "experimental",
                                "url",
                                url,
                                "caps",
                                List.of(cap),
                                "cost_hint",
                                Map.of("usd_per_1k", usd)));
        assertThat(reply.status()).as(reply.body()).isIn(200, 201);
    }

    private static String invocation(String cap, double timeoutS) {
        return """
        {"target":{"type":"model","require_caps":["%s"]},"payload":{"text":"hello"},
         "policy":{"prefer":"cheapest","timeout_s":%s}}
        """
                .formatted(cap, timeoutS);
    }

    private static HttpServer upstream(com.sun.net.httpserver.HttpHandler handler)
            throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", handler);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static HttpServer answering() throws IOException {
        return upstream(exchange -> {
            byte[] body =
                    "{\"text\":\"from the second\",\"backend\":\"test\"}"
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static void awaitRoutable(String cap) {
        eventually(
                "both can be routed to",
                () ->
                        fleet.http(Member.PROVIDER_ROUTER)
                                        .post(
                                                "/route",
                                                "{\"target\":{\"require_caps\":[\"" + cap + "\"]}}")
                                        .json()
                                        .get("candidates")
                                        .size()
                                == 2);
    }

    private static void answeredByTheSecond(Response answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().at("/result/text").asString()).isEqualTo("from the second");
        var attempts = answer.json().at("/receipt/attempts");
        assertThat(attempts).hasSize(2);
        assertThat(attempts.get(0).get("outcome").asString()).isNotEqualTo("ok");
        assertThat(attempts.get(1).get("outcome").asString()).isEqualTo("ok");
    }

    @Test
    void an_upstream_that_hangs_is_left_for_the_next_one_within_the_deadline() throws IOException {
        var release = new CountDownLatch(1);
        var hanging =
                upstream(exchange -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                });
        var second = answering();
        try {
            register("hanging", "cap-hang", url(hanging), 0.001);
            register("steady-1", "cap-hang", url(second), 1);
            awaitRoutable("cap-hang");
            answeredByTheSecond(gateway.post("/invoke", invocation("cap-hang", 3)));
        } finally {
            release.countDown();
            hanging.stop(0);
            second.stop(0);
        }
    }

    @Test
    void an_upstream_process_that_is_killed_in_the_middle_of_a_call_is_replaced()
            throws IOException {
        var second = answering();
        try {
            // The mock costs nothing and is asked first; it is made to think long, and killed then.
            register("steady-2", "infer", url(second), 1);
            awaitRoutable("infer");
            var body =
                    invocation("infer", 20)
                            .replace(
                                    "{\"text\":\"hello\"}",
                                    "{\"text\":\"hello\",\"mock\":{\"delay_ms\":8000}}");
            var answer = CompletableFuture.supplyAsync(() -> gateway.post("/invoke", body));
            eventually(
                    "the call is under way at the mock",
                    () ->
                            fleet.http(Member.MOCK)
                                    .get("/metrics")
                                    .body()
                                    .lines()
                                    .anyMatch(line ->
                                            line.startsWith("haios_http_in_flight")
                                                    && !line.endsWith(" 0.0")));
            fleet.kill(Member.MOCK);
            answeredByTheSecond(answer.join());
        } finally {
            second.stop(0);
            fleet.restart(Member.MOCK);
        }
    }

    @Test
    void an_upstream_that_is_not_there_any_more_is_replaced_at_once() throws IOException {
        var gone = answering();
        var second = answering();
        try {
            register("gone", "cap-gone", url(gone), 0.001);
            register("steady-3", "cap-gone", url(second), 1);
            awaitRoutable("cap-gone");
            gone.stop(0);
            answeredByTheSecond(gateway.post("/invoke", invocation("cap-gone", 10)));
        } finally {
            second.stop(0);
        }
    }

    @Test
    void a_deadline_that_passes_is_told_with_every_attempt() throws IOException {
        var release = new CountDownLatch(1);
        var hanging =
                upstream(exchange -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                });
        try {
            register("only-hanging", "cap-late", url(hanging), 0.001);
            eventually(
                    "it can be routed to",
                    () ->
                            fleet.http(Member.PROVIDER_ROUTER)
                                    .post(
                                            "/route",
                                            "{\"target\":{\"require_caps\":[\"cap-late\"]}}")
                                    .body()
                                    .contains("only-hanging"));
            var answer = gateway.post("/invoke", invocation("cap-late", 0.5));
            assertThat(answer.status()).isIn(502, 504);
            assertThat(answer.body()).contains("only-hanging");
        } finally {
            release.countDown();
            hanging.stop(0);
        }
    }
}
