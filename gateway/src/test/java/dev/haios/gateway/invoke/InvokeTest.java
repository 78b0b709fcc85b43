package dev.haios.gateway.invoke;

import static dev.haios.gateway.support.FakeRouter.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.invoke.InvokeReply;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.routing.Rejection;
import dev.haios.gateway.support.GatewayFixture;
import dev.haios.gateway.support.ScriptedUpstream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvokeTest {

    @TempDir static Path home;

    private static GatewayFixture gateway;
    private ScriptedUpstream upstream;

    @BeforeAll
    static void start() {
        gateway = new GatewayFixture(home);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void one_service() {
        upstream =
                ScriptedUpstream.answering(
                        """
                        {"label":"physics","confidence":0.9,"backend":"maxent",
                        "usage":{"tokens_in":7,"tokens_out":1},
                        "model_config":{"model":"tlc","temperature":0}}\
                        """);
        gateway.route(candidate("tlc", upstream.url(), 0));
    }

    @AfterEach
    void no_service() {
        upstream.close();
    }

    @Test
    void the_documented_request_is_answered_with_a_receipt_of_the_documented_shape() {
        var response =
                gateway.http()
                        .post(
                                "/invoke",
                                """
                                {"target": {"type": "model", "role": "production",
                                  "require_caps": ["classify"]},
                                 "payload": {"text": "quantum entanglement physics"},
                                 "policy": {"prefer": "local", "timeout_s": 30}}\
                                """);

        assertThat(response.status()).as(response.body()).isEqualTo(200);
        var reply = response.json();
        assertThat(reply.path("status").asString()).isEqualTo("ok");
        assertThat(reply.path("result").path("label").asString()).isEqualTo("physics");
        var runId = reply.path("run_id").asString();
        assertThat(runId).matches("gw-[0-9]{4}(-[0-9]{2}){5}-[0-9]{6}");
        var file = gateway.file(runId + ".json");
        assertThat(file).isEqualTo(reply.path("receipt"));
        assertThat(file.path("target_request").toString())
                .isEqualTo(
                        "{\"type\":\"model\",\"role\":\"production\",\"require_caps\":[\"classify\"]}");
        assertThat(file.path("resolved").toString())
                .isEqualTo(
                        "{\"service_id\":\"id-tlc\",\"name\":\"tlc\",\"url\":\"%s\"}"
                                .formatted(upstream.url()));
        assertThat(file.path("timings_ms").path("total").asDouble())
                .isGreaterThanOrEqualTo(file.path("timings_ms").path("upstream").asDouble());
        assertThat(file.path("cost_estimate").has("usd")).isTrue();
        assertThat(file.path("ts").asString()).endsWith("Z");
        assertThat(file.path("usage").toString()).isEqualTo("{\"tokens_in\":7,\"tokens_out\":1}");
        assertThat(file.path("model_config").path("model").asString()).isEqualTo("tlc");
        assertThat(file.path("attempts").get(0).path("outcome").asString()).isEqualTo("ok");
        assertThat(gateway.http().get("/receipts/" + runId).json().path("receipts").get(0))
                .isEqualTo(file);
    }

    @Test
    void the_payload_and_the_answer_pass_byte_for_byte() {
        var payload =
                "{\"z\":1.00, \"a\" : 12345678901234567890123, \"s\":\"\\u00e9\\/ é \\n\","
                        + "\"e\":1e-7,\"n\":null,\"nested\":[ [ ] , { } ]}";
        var answer =
                "{ \"b\":2.50,\"a\":98765432109876543210,\"t\":\"\\u0041\\/\", \"c\" : [1 ,2]}";
        upstream.play(ScriptedUpstream.json(200, answer));

        var response = gateway.invoke("\"payload\":" + payload);

        assertThat(upstream.calls().getLast().body()).isEqualTo(payload);
        assertThat(response.body()).contains("\"result\":" + answer);
    }

    @Test
    void any_json_value_may_be_payload_and_answer() {
        upstream.play((call, out) -> ScriptedUpstream.json(200, call.body()).play(call, out));

        for (var value : new String[] {"\"text\"", "1.0", "true", "[]", "{}"}) {
            assertThat(gateway.invoke("\"payload\":" + value).body())
                    .contains("\"result\":" + value);
        }
    }

    @Test
    void an_empty_answer_is_a_success_without_result() {
        upstream.play((call, out) -> ScriptedUpstream.send(out, "HTTP/1.1 204 No Content\r\n\r\n"));

        var response = gateway.invoke();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json().has("result")).isFalse();
    }

    @Test
    void the_service_learns_run_capability_agent_deadline_trace_and_key() {
        var response =
                gateway.http()
                        .post(
                                "/invoke",
                                GatewayFixture.body(
                                        "\"agent\":\"Architekt Ü\",\"run_id\":\"R-headers\","
                                                + "\"policy\":{\"timeout_s\":5}"),
                                "traceparent",
                                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                                "Idempotency-Key",
                                "key-1");

        var call = upstream.calls().getLast();
        assertThat(call.path()).isEqualTo("/invoke");
        assertThat(call.header("X-Haios-Run-Id")).isEqualTo("R-headers");
        assertThat(call.header("X-Haios-Capability")).isEqualTo("do");
        assertThat(call.header("X-Haios-Agent")).isEqualTo("Architekt%20%C3%9C");
        assertThat(Integer.parseInt(call.header("X-Haios-Deadline-Ms"))).isBetween(3000, 5000);
        assertThat(call.header("traceparent")).startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
        assertThat(call.header("Idempotency-Key")).isEqualTo("key-1");
        assertThat(call.header("Content-Type")).startsWith("application/json");
        assertThat(call.header("Authorization")).isEmpty();
        var receipt = response.json().path("receipt");
        assertThat(receipt.path("trace_id").asString())
                .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(receipt.path("agent").asString()).isEqualTo("Architekt Ü");
    }

    @Test
    void a_service_may_take_its_work_at_another_path() {
        gateway.route(
                candidate(
                        "deep",
                        java.net.URI.create(upstream.url() + "/base/"),
                        0,
                        null,
                        null,
                        ServiceType.TOOL,
                        "v1/do"));

        assertThat(gateway.invoke().status()).isEqualTo(200);
        assertThat(upstream.calls().getLast().path()).isEqualTo("/base/v1/do");
    }

    @Test
    void the_first_receipt_of_a_run_has_its_name_and_later_ones_their_own() {
        var first = gateway.invoke("\"run_id\":\"R-many\"").json().path("receipt");
        var second = gateway.invoke("\"run_id\":\"R-many\"").json().path("receipt");
        var other = gateway.invoke("\"run_id\":\"r-MANY\"").json().path("receipt");

        assertThat(gateway.file("R-many.json")).isEqualTo(first);
        assertThat(gateway.file("R-many." + second.path("receipt_id").asString() + ".json"))
                .isEqualTo(second);
        // A file system that does not tell case must not lose one of the two.
        assertThat(gateway.file("r-MANY." + other.path("receipt_id").asString() + ".json"))
                .isEqualTo(other);
        assertThat(gateway.http().get("/receipts/R-many").json().path("receipts").size())
                .isEqualTo(2);
    }

    @Test
    void run_ids_made_here_are_never_the_same() {
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < 50; i++) {
            ids.add(gateway.invoke().as(InvokeReply.class).runId());
        }
        assertThat(ids).hasSize(50);
    }

    @Test
    void what_it_cost_follows_from_price_and_usage() {
        gateway.route(
                candidate(
                        "paid",
                        upstream.url(),
                        0,
                        new BigDecimal("0.15"),
                        null,
                        ServiceType.MODEL,
                        "/invoke"));

        var receipt = gateway.invoke().json().path("receipt");

        // 8 tokens at 0.15 USD per 1,000.
        assertThat(receipt.path("cost_actual").path("usd").decimalValue())
                .isEqualByComparingTo("0.0012");
        assertThat(receipt.path("cost_estimate").path("usd").decimalValue()).isPositive();
    }

    @Test
    void a_model_that_does_not_count_has_its_tokens_estimated_and_marked() {
        upstream.play(ScriptedUpstream.json(200, "{\"text\":\"0123456789abcdef\"}"));

        var usage = gateway.invoke().json().path("receipt").path("usage");

        assertThat(usage.path("estimated").asBoolean()).isTrue();
        assertThat(usage.path("tokens_in").asInt()).isPositive();
        assertThat(usage.path("tokens_out").asInt()).isEqualTo(7);
    }

    @Test
    void a_call_dearer_than_allowed_is_not_made() {
        gateway.route(
                candidate(
                        "dear",
                        upstream.url(),
                        0,
                        BigDecimal.TEN,
                        null,
                        ServiceType.MODEL,
                        "/invoke"));

        var response = gateway.invoke("\"policy\":{\"max_usd\":0.01}");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.json().path("rejected").get(0).path("reason").asString())
                .contains("max_usd");
        assertThat(upstream.calls()).isEmpty();
    }

    @Test
    void nothing_that_matches_is_404_and_leaves_a_receipt() {
        gateway.route();

        var response = gateway.invoke("\"run_id\":\"R-none\"");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.problem().type()).isEqualTo("urn:haios:problem:no-match");
        assertThat(response.json().path("run_id").asString()).isEqualTo("R-none");
        assertThat(response.json().path("receipt_id").asString())
                .isEqualTo(gateway.file("R-none.json").path("receipt_id").asString());
        assertThat(gateway.file("R-none.json").path("status").asString()).isEqualTo("no_match");
    }

    @Test
    void nothing_available_is_503_and_says_why() {
        gateway.reject(new Rejection("tlc", "is down since 10:30", "id-tlc"));

        var response = gateway.invoke("\"run_id\":\"R-down\"");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(response.json().path("rejected").get(0).path("reason").asString())
                .isEqualTo("is down since 10:30");
        assertThat(gateway.file("R-down.json").path("status").asString())
                .isEqualTo("no_candidates");
    }

    @Test
    void what_is_not_offered_yet_is_refused_by_name_and_leaves_no_receipt() {
        for (var member :
                new String[] {
                    "\"delegation\":\"t\"",
                    "\"policy\":{\"deterministic\":true}",
                    "\"policy\":{\"replay\":\"record\"}"
                }) {
            var response = gateway.invoke("\"run_id\":\"R-later\"," + member);
            assertThat(response.status()).isEqualTo(501);
            assertThat(response.problem().type()).isEqualTo("urn:haios:problem:not-yet");
        }
        assertThat(gateway.invoke("\"policy\":{\"deterministic\":false}").status()).isEqualTo(200);
        assertThat(gateway.http().get("/receipts/R-later").status()).isEqualTo(404);
    }

    @Test
    void times_beyond_the_bounds_are_refused() {
        for (var seconds : new String[] {"0.04", "601", "0", "-1", "\"5\""}) {
            var response = gateway.invoke("\"policy\":{\"timeout_s\":" + seconds + "}");
            assertThat(response.status()).as(seconds).isEqualTo(400);
            assertThat(response.problem().errors()).isNotEmpty();
        }
    }

    @Test
    void rubbish_is_refused_and_nobody_is_called() {
        for (var body :
                new String[] {
                    "",
                    "{",
                    "[]",
                    "{\"target\":{}}",
                    "{\"target\":{},\"payload\":1,\"x\":1}",
                    "{\"target\":{},\"payload\":1,\"run_id\":\"../../etc/passwd\"}",
                    "{\"target\":{},\"payload\":1,\"run_id\":\".hidden\"}",
                    "{\"target\":{},\"payload\":1,\"payload\":2}"
                }) {
            var response = gateway.http().post("/invoke", body);
            assertThat(response.status()).as(body).isEqualTo(400);
            response.problem();
        }
        assertThat(gateway.http().post("/invoke", body(), "Idempotency-Key", "a b").status())
                .isEqualTo(400);
        assertThat(upstream.calls()).isEmpty();
    }

    private static String body() {
        return GatewayFixture.body("");
    }
}
