package dev.haios.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.routing.Tier;
import dev.haios.gateway.support.GatewayFixture;
import dev.haios.gateway.support.ScriptedUpstream;
import dev.haios.kit.testing.Response;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ChatTest {

    static final String WHOLE =
            """
            {"id":"c-1","object":"chat.completion","created":1,"model":"small-1","choices":[
            {"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":6,"completion_tokens":4,"total_tokens":10},"odd":[1.00]}\
            """;

    private static final String CALL = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @TempDir Path home;
    private GatewayFixture gateway;
    private ScriptedUpstream upstream;

    @BeforeEach
    void start() {
        gateway = new GatewayFixture(home);
        upstream = ScriptedUpstream.answering(WHOLE);
        gateway.route(model("small", "small-1", upstream.url()));
    }

    @AfterEach
    void stop() {
        upstream.close();
        gateway.close();
    }

    static Candidate model(String name, String model, URI url) {
        return new Candidate(
                "id-" + name,
                name,
                url.toString(),
                Tier.LOCAL,
                1,
                "because",
                BigDecimal.ONE,
                null,
                null,
                null,
                Health.OK,
                0,
                ServiceType.MODEL,
                "maker",
                model,
                "/invoke",
                Map.of());
    }

    private Response chat(String members) {
        return gateway.http().post("/v1/chat/completions", CALL + "," + members + "}");
    }

    private JsonNode receipt() {
        return gateway.http().get("/receipts?limit=1").json().path("receipts").get(0);
    }

    @Test
    void the_answer_comes_back_byte_for_byte_and_leaves_a_receipt() {
        var reply = chat("\"model\":\"small\"");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(WHOLE);
        var call = upstream.calls().getFirst();
        assertThat(call.path()).isEqualTo("/v1/chat/completions");
        var receipt = receipt();
        assertThat(receipt.path("status").asString()).isEqualTo("ok");
        assertThat(receipt.path("usage").path("tokens_out").asInt()).isEqualTo(4);
        assertThat(receipt.path("cost_actual").path("usd").decimalValue())
                .isEqualByComparingTo("0.01");
        assertThat(receipt.path("run_id").asString())
                .isEqualTo(reply.headers().firstValue("X-Haios-Run-Id").orElse(""));
    }

    @Test
    void all_but_the_models_name_is_handed_on_as_it_came() {
        chat(
                "\"weird\":{\"a\":[1.00, 2]},\"model\" : \"aut\\u006f\" ,\"top_k\":12345678901234567890");

        assertThat(upstream.calls().getFirst().body())
                .isEqualTo(
                        CALL
                                + ",\"weird\":{\"a\":[1.00, 2]},\"model\" : \"small-1\" ,"
                                + "\"top_k\":12345678901234567890}");
        assertThat(gateway.router().lastQuestion().target().requireCaps()).containsExactly("infer");
    }

    @Test
    void a_model_is_named_by_its_service_its_own_name_or_what_it_can_do() {
        for (var name : new String[] {"small", "small-1", "auto", "capability:plan"}) {
            assertThat(chat("\"model\":\"" + name + "\"").status()).as(name).isEqualTo(200);
        }
        assertThat(gateway.router().lastQuestion().target().requireCaps()).containsExactly("plan");
        assertThat(receipt().path("resolved").path("name").asString()).isEqualTo("small");

        var unknown = chat("\"model\":\"gpt-9\"");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(error(unknown).path("code").asString()).isEqualTo("model_not_found");
        assertThat(error(unknown).has("param")).isTrue();
        var models = gateway.http().get("/v1/models").json();
        assertThat(models.path("object").asString()).isEqualTo("list");
        assertThat(models.path("data").valueStream().map(model -> model.path("id").asString()))
                .containsExactly("auto", "small", "small-1");
        assertThat(gateway.http().get("/v1/models/small").status()).isEqualTo(200);
        assertThat(gateway.http().get("/v1/models/none").status()).isEqualTo(404);
    }

    private static JsonNode error(Response response) {
        return response.json().path("error");
    }

    @Test
    void a_stream_is_passed_on_piece_by_piece_and_counted() {
        var pieces =
                List.of(
                        "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n",
                        "data: {\"choices\":[{\"delta\":{\"content\":\"lo\"}}]}\n\n",
                        "data: {\"usage\":{\"prompt_tokens\":6,\"completion_tokens\":4}}\n\n",
                        "data: [DONE]\n\n");
        upstream.play(ScriptedUpstream.streaming(pieces.toArray(String[]::new)));

        var reply = chat("\"model\":\"auto\",\"stream\":true");

        assertThat(reply.body()).isEqualTo(String.join("", pieces));
        assertThat(receipt().path("usage").path("tokens_out").asInt()).isEqualTo(4);
        assertThat(receipt().path("cost_actual").path("usd").decimalValue())
                .isEqualByComparingTo("0.01");
    }

    @Test
    void a_stream_that_breaks_says_so_in_the_stream() {
        upstream.play((call, out) -> {
            ScriptedUpstream.beginStream(out, "text/event-stream");
            ScriptedUpstream.chunk(
                    out, "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n");
            throw new IOException("hangs up");
        });

        var reply = chat("\"model\":\"auto\",\"stream\":true");

        assertThat(reply.body()).contains("Hel").contains("\"error\":{").doesNotContain("[DONE]");
        assertThat(receipt().path("status").asString()).isEqualTo("interrupted");
    }

    @Test
    void an_answer_that_comes_whole_is_streamed_as_one_piece() {
        var reply = chat("\"model\":\"auto\",\"stream\":true");

        assertThat(reply.body())
                .contains("chat.completion.chunk")
                .contains("\"content\":\"Hello\"");
        assertThat(reply.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void failures_are_told_in_openais_words() {
        upstream.play(ScriptedUpstream.json(500, "{}"));
        var failed = chat("\"model\":\"auto\"");
        assertThat(failed.status()).isEqualTo(502);
        assertThat(error(failed).path("type").asString()).isEqualTo("server_error");
        assertThat(error(failed).path("code").asString()).isEqualTo("all_candidates_failed");
        assertThat(error(failed).path("attempts").size()).isEqualTo(1);

        for (var bad :
                new String[] {
                    "{}",
                    "[]",
                    "nonsense",
                    "{\"model\":\"auto\"}",
                    "{\"model\":7,\"messages\":[{}]}",
                    "{\"model\":\"auto\",\"messages\":[]}",
                    "{\"model\":\"auto\",\"messages\":[1]}",
                    "{\"model\":\"auto\",\"messages\":[{}],\"max_tokens\":0}",
                    "{\"model\":\"auto\",\"model\":\"auto\",\"messages\":[{}]}",
                    "{\"model\":\"auto\",\"messages\":[{}],\"stream\":1}",
                    "{\"model\":\"capability:NO WAY\",\"messages\":[{}]}",
                    "{\"model\":\"auto\",\"messages\":[{}]}x"
                }) {
            var refused = gateway.http().post("/v1/chat/completions", bad);
            assertThat(refused.status()).as(bad).isEqualTo(400);
            assertThat(error(refused).path("type").asString()).isEqualTo("invalid_request_error");
        }
        var embeddings = gateway.http().post("/v1/embeddings", "{\"model\":\"auto\"}");
        assertThat(embeddings.status()).isEqualTo(404);
        assertThat(embeddings.headers().firstValue("x-should-retry").orElse("")).isEqualTo("false");
    }

    @Test
    void a_budget_refuses_in_openais_words() throws IOException {
        Files.createDirectories(home.resolve("artifacts/secrets"));
        Files.writeString(
                home.resolve("artifacts/secrets/operator.token"), "the-operator-token-0001\n");
        gateway.http()
                .put(
                        "/budgets/agent:A",
                        "{\"limit_usd\":0.001}",
                        "Authorization",
                        "Bearer the-operator-token-0001");

        var refused =
                gateway.http()
                        .post(
                                "/v1/chat/completions",
                                CALL + ",\"model\":\"auto\",\"max_tokens\":1}",
                                "X-Haios-Agent",
                                "A");

        assertThat(refused.status()).isEqualTo(402);
        assertThat(error(refused).path("type").asString()).isEqualTo("insufficient_quota");
        assertThat(error(refused).path("scope").asString()).isEqualTo("agent:A");
        assertThat(error(refused).path("limit_usd").asString()).isEqualTo("0.001");
        assertThat(upstream.calls()).isEmpty();
    }

    @Test
    void a_body_may_have_20_mib_and_no_byte_more() {
        var head = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"";
        var tail = "\"}]}";
        int room = (20 << 20) - head.length() - tail.length();

        var large = gateway.http().post("/v1/chat/completions", head + "x".repeat(room) + tail);
        assertThat(large.status()).as(large.body()).isEqualTo(200);
        assertThat(upstream.calls().getFirst().body()).hasSize((20 << 20) + 3);
        var larger =
                gateway.http().post("/v1/chat/completions", head + "x".repeat(room + 1) + tail);
        assertThat(larger.status()).isEqualTo(413);
        assertThat(error(larger).path("code").asString()).isEqualTo("body_too_large");
    }
}
