package dev.haios.gateway.invoke;

import static dev.haios.gateway.support.FakeRouter.candidate;
import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.routing.Candidate;
import dev.haios.gateway.support.GatewayFixture;
import dev.haios.gateway.support.ScriptedUpstream;
import dev.haios.kit.testing.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FallbackTest {

    @TempDir static Path home;

    private static GatewayFixture gateway;
    private static int count;
    private ScriptedUpstream first;
    private ScriptedUpstream second;
    private String suffix = "";

    @BeforeAll
    static void start() {
        gateway =
                new GatewayFixture(
                        home,
                        "haios.gateway.upstream.max-concurrent=4",
                        "haios.gateway.upstream.max-reply-bytes=100000",
                        "haios.gateway.upstream.presence-pause=20ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** Names of their own, so that one test's broken services mean nothing to the next. */
    @BeforeEach
    void two_services() {
        suffix = "-" + ++count;
        first = ScriptedUpstream.answering("{\"from\":1}");
        second = ScriptedUpstream.answering("{\"from\":2}");
        gateway.route(one(), two());
    }

    @AfterEach
    void no_services() {
        first.close();
        second.close();
    }

    private Candidate one() {
        return candidate("one" + suffix, first.url(), 0);
    }

    private Candidate two() {
        return candidate("two" + suffix, second.url(), 1);
    }

    private static List<String> outcomes(Response response) {
        var root = response.json();
        var attempts = root.has("receipt") ? root.path("receipt") : root;
        var outcomes = new ArrayList<String>();
        attempts.path("attempts").forEach(one -> outcomes.add(one.path("outcome").asString()));
        return outcomes;
    }

    @Test
    void the_best_candidate_answers_and_nobody_else_is_called() {
        assertThat(gateway.invoke().body()).contains("{\"from\":1}");
        assertThat(second.calls()).isEmpty();
    }

    @Test
    void a_dead_service_is_passed_over_and_both_attempts_are_in_the_receipt() {
        first.close();

        var response = gateway.invoke("\"run_id\":\"R-dead\"");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("{\"from\":2}");
        assertThat(outcomes(response)).containsExactly("connect_failed", "ok");
        assertThat(gateway.file("R-dead.json").path("attempts").size()).isEqualTo(2);
        assertThat(gateway.file("R-dead.json").path("resolved").path("name").asString())
                .isEqualTo("two" + suffix);
    }

    @Test
    void every_kind_of_failure_moves_on_and_is_named() {
        record Case(ScriptedUpstream.Script script, String outcome) {}
        for (var one :
                List.of(
                        new Case(ScriptedUpstream.json(500, "{}"), "upstream_error"),
                        new Case(ScriptedUpstream.json(503, "{}"), "upstream_error"),
                        new Case(
                                ScriptedUpstream.json(429, "{}", "Retry-After: 7"), "rate_limited"),
                        new Case(ScriptedUpstream.json(302, "{}", "Location: /x"), "bad_reply"),
                        new Case(ScriptedUpstream.json(200, "<html>no</html>"), "bad_reply"),
                        new Case(ScriptedUpstream.json(200, "{\"a\":1} {\"b\":2}"), "bad_reply"),
                        new Case(ScriptedUpstream.json(200, "{\"a\":"), "bad_reply"),
                        new Case(ScriptedUpstream.json(200, "   "), "bad_reply"),
                        new Case(
                                ScriptedUpstream.json(200, "\"" + "x".repeat(100_000) + "\""),
                                "bad_reply"),
                        new Case(ScriptedUpstream.breakingOff("{\"half\":"), "bad_reply"),
                        new Case(ScriptedUpstream.hangingUp(), "bad_reply"),
                        new Case(
                                (call, out) -> {
                                    ScriptedUpstream.send(out, "no http\r\n\r\n");
                                    throw new IOException("hangs up");
                                },
                                "bad_reply"),
                        new Case(
                                (call, out) -> {
                                    var head = jsonHead(3);
                                    out.write(head.getBytes(StandardCharsets.UTF_8));
                                    out.write(new byte[] {'"', (byte) 0xff, '"'});
                                    out.flush();
                                },
                                "bad_reply"))) {
            two_services();
            first.play(one.script());
            var response = gateway.invoke();
            assertThat(response.status()).as(one.outcome()).isEqualTo(200);
            assertThat(outcomes(response)).containsExactly(one.outcome(), "ok");
            no_services();
        }
    }

    @Test
    void a_service_that_finds_the_request_wrong_ends_the_call() {
        first.play(ScriptedUpstream.json(422, "{\"detail\":\"text is missing\"}"));

        var response = gateway.invoke("\"run_id\":\"R-wrong\"");

        assertThat(response.status()).isEqualTo(502);
        assertThat(response.problem().type()).isEqualTo("urn:haios:problem:refused-by-upstream");
        assertThat(response.json().path("upstream_answer").path("detail").asString())
                .isEqualTo("text is missing");
        assertThat(outcomes(response)).containsExactly("refused");
        assertThat(second.calls()).isEmpty();
        // What a service says may quote the payload: it does not belong into the receipt.
        assertThat(GatewayFixture.text(gateway.costs().resolve("R-wrong.json")))
                .doesNotContain("text is missing")
                .contains("\"http_status\" : 422");
    }

    @Test
    void when_all_fail_each_attempt_is_told_and_the_receipt_too() {
        first.play(ScriptedUpstream.json(500, "{}"));
        second.play(ScriptedUpstream.json(429, "{}", "Retry-After: 7"));

        var response = gateway.invoke("\"run_id\":\"R-all\"");

        assertThat(response.status()).isEqualTo(502);
        assertThat(outcomes(response)).containsExactly("upstream_error", "rate_limited");
        assertThat(response.headers().firstValue("Retry-After")).contains("7");
        assertThat(gateway.file("R-all.json").path("status").asString()).isEqualTo("error");
        assertThat(gateway.file("R-all.json").has("resolved")).isFalse();
    }

    @Test
    void retries_limit_how_many_are_called() {
        first.play(ScriptedUpstream.json(500, "{}"));

        var response = gateway.invoke("\"policy\":{\"retries\":0}");

        assertThat(response.status()).isEqualTo(502);
        assertThat(second.calls()).isEmpty();
    }

    @Test
    void a_service_that_hangs_costs_its_share_of_the_time_and_the_next_one_answers() {
        first.play(ScriptedUpstream.waiting(new CountDownLatch(1), ScriptedUpstream.hangingUp()));

        var response = gateway.invoke("\"policy\":{\"timeout_s\":1}");

        assertThat(response.status()).isEqualTo(200);
        assertThat(outcomes(response)).containsExactly("timeout", "ok");
        var receipt = response.json().path("receipt");
        assertThat(receipt.path("attempts").get(0).path("ms").asDouble()).isBetween(450.0, 990.0);
        assertThat(receipt.path("timings_ms").path("total").asDouble()).isLessThan(1000);
    }

    @Test
    void a_service_that_drips_is_as_late_as_one_that_hangs() {
        first.play((call, out) -> {
            ScriptedUpstream.send(out, jsonHead(100000));
            for (int i = 0; i < 100_000; i++) {
                ScriptedUpstream.send(out, " ");
                pause();
            }
        });

        var response = gateway.invoke("\"policy\":{\"timeout_s\":1}");

        assertThat(outcomes(response)).containsExactly("timeout", "ok");
    }

    private static String jsonHead(int length) {
        return String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Content-Type: application/json",
                "Content-Length: " + length,
                "",
                "");
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }

    @Test
    void when_the_time_is_up_the_answer_is_504_with_a_receipt() {
        var never = new CountDownLatch(1);
        first.play(ScriptedUpstream.waiting(never, ScriptedUpstream.hangingUp()));
        second.play(ScriptedUpstream.waiting(never, ScriptedUpstream.hangingUp()));

        var response = gateway.invoke("\"run_id\":\"R-late\",\"policy\":{\"timeout_s\":0.3}");

        assertThat(response.status()).isEqualTo(504);
        assertThat(outcomes(response)).containsExactly("timeout", "timeout");
        assertThat(gateway.file("R-late.json").path("status").asString()).isEqualTo("deadline");
        assertThat(gateway.file("R-late.json").path("timings_ms").path("total").asDouble())
                .isBetween(290.0, 5000.0);
    }

    @Test
    void a_slow_but_usual_service_gets_three_times_its_p95() {
        var slow =
                candidate(
                        "slow" + suffix, first.url(), 0, null, 600.0, ServiceType.MODEL, "/invoke");
        gateway.route(slow, two());
        first.play((call, out) -> {
            java.util.concurrent.locks.LockSupport.parkNanos(1_200_000_000);
            ScriptedUpstream.json(200, "{\"from\":1}").play(call, out);
        });

        // Half of the time would be a second; 3 x 600 ms is more.
        var response = gateway.invoke("\"policy\":{\"timeout_s\":2}");

        assertThat(outcomes(response)).containsExactly("ok");
    }

    @Test
    void a_service_that_keeps_failing_is_left_alone_and_retries_are_not_spent_on_it() {
        first.play(ScriptedUpstream.json(500, "{}"));
        for (int i = 0; i < 5; i++) {
            gateway.invoke();
        }
        int calls = first.calls().size();

        var response = gateway.invoke("\"policy\":{\"retries\":0}");

        assertThat(outcomes(response)).containsExactly("circuit_open", "ok");
        assertThat(first.calls()).hasSize(calls);
        assertThat(gateway.metric("haios_upstream_breakers{service=\"gateway\",state=\"open\"}"))
                .isPositive();
    }

    @Test
    void when_everybody_is_left_alone_nothing_is_available() {
        gateway.route(one());
        first.play(ScriptedUpstream.json(500, "{}"));
        for (int i = 0; i < 5; i++) {
            gateway.invoke();
        }

        var response = gateway.invoke();

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.json().path("rejected").get(0).path("name").asString())
                .isEqualTo("one" + suffix);
        assertThat(outcomes(response)).containsExactly("circuit_open");
    }

    @Test
    void callers_in_a_hurry_do_not_take_a_service_from_the_others() {
        gateway.route(one());
        first.play((call, out) -> {
            java.util.concurrent.locks.LockSupport.parkNanos(150_000_000);
            ScriptedUpstream.json(200, "{}").play(call, out);
        });
        for (int i = 0; i < 8; i++) {
            assertThat(gateway.invoke("\"policy\":{\"timeout_s\":0.05}").status()).isEqualTo(504);
        }

        assertThat(gateway.invoke().status()).isEqualTo(200);
    }

    @Test
    void more_calls_than_a_service_takes_go_to_the_next() throws Exception {
        var release = new CountDownLatch(1);
        first.play(ScriptedUpstream.waiting(release, ScriptedUpstream.json(200, "{\"from\":1}")));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> waiting = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                waiting.add(callers.submit(() -> gateway.invoke()));
            }
            eventually("four are under way", () -> first.calls().size() == 4);

            assertThat(outcomes(gateway.invoke())).containsExactly("overloaded", "ok");

            release.countDown();
            for (var one : waiting) {
                assertThat(one.get().body()).contains("{\"from\":1}");
            }
        }
    }

    @Test
    void of_equally_good_services_the_one_with_fewest_calls_in_flight_is_taken() throws Exception {
        gateway.route(one(), candidate("two" + suffix, second.url(), 0));
        var release = new CountDownLatch(1);
        first.play(ScriptedUpstream.waiting(release, ScriptedUpstream.json(200, "{\"from\":1}")));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = callers.submit(() -> gateway.invoke());
            eventually("one is under way", () -> first.calls().size() == 1);

            assertThat(gateway.invoke().body()).contains("{\"from\":2}");

            release.countDown();
            assertThat(waiting.get().body()).contains("{\"from\":1}");
        }
    }

    @Test
    void a_host_that_is_not_allowed_is_never_called() {
        gateway.route(
                candidate("meta" + suffix, URI.create("http://169.254.169.254"), 0),
                candidate("file" + suffix, URI.create("file:///etc/passwd"), 1),
                two());

        var response = gateway.invoke();

        assertThat(outcomes(response)).containsExactly("connect_failed", "ok");
        assertThat(response.body()).contains("HAIOS_UPSTREAM_ALLOW");
    }

    @Test
    void a_caller_who_hangs_up_ends_the_call_and_the_receipt_says_so() throws Exception {
        first.play(ScriptedUpstream.waiting(new CountDownLatch(1), ScriptedUpstream.hangingUp()));
        byte[] body =
                GatewayFixture.body("\"run_id\":\"R-gone" + suffix + "\"")
                        .getBytes(StandardCharsets.UTF_8);
        var url = gateway.service().url();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            ScriptedUpstream.send(
                    socket.getOutputStream(),
                    "POST /invoke HTTP/1.1\r\nHost: 127.0.0.1:"
                            + url.getPort()
                            + "\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length
                            + "\r\n\r\n");
            socket.getOutputStream().write(body);
            eventually("the call is under way", () -> first.calls().size() == 1);
        }

        var file = gateway.costs().resolve("R-gone" + suffix + ".json");
        eventually("the receipt is there", () -> file.toFile().exists());
        var receipt = gateway.file("R-gone" + suffix + ".json");
        assertThat(receipt.path("status").asString()).isEqualTo("interrupted");
        assertThat(receipt.path("attempts").get(0).path("outcome").asString())
                .isEqualTo("cancelled");
        assertThat(second.calls()).isEmpty();
    }

    @Test
    void looking_at_the_caller_leaves_a_pipelined_request_alone() throws Exception {
        first.play((call, out) -> {
            java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
            ScriptedUpstream.json(200, "{\"from\":1}").play(call, out);
        });
        var body = GatewayFixture.body("");
        var url = gateway.service().url();
        var request =
                "POST /invoke HTTP/1.1\r\nHost: 127.0.0.1:"
                        + url.getPort()
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            ScriptedUpstream.send(socket.getOutputStream(), request);
            eventually("the call is under way", () -> first.calls().size() == 1);
            ScriptedUpstream.send(
                    socket.getOutputStream(),
                    "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            var answers =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).contains("{\"from\":1}").contains("\"service\":\"gateway\"");
        }
    }
}
