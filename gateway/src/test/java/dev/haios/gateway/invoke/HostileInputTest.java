package dev.haios.gateway.invoke;

import static dev.haios.gateway.support.FakeRouter.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.schema.Wire;
import dev.haios.gateway.support.GatewayFixture;
import dev.haios.gateway.support.ScriptedUpstream;
import dev.haios.kit.testing.hostile.HostileInput;
import dev.haios.kit.testing.hostile.HostileLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class HostileInputTest {

    /** What is read of it; the rest is handed on. */
    private static final JsonNode CHAT =
            Wire.mapper()
                    .readTree(
                            """
                            {"type":"object","required":["messages","model"],"properties":{
                              "model":{"type":"string"},
                              "messages":{"type":"array","minItems":1,"items":{
                                "type":"object"}},
                              "max_tokens":{"type":["integer","null"],"minimum":1},
                              "stream":{"type":["boolean","null"]}}}
                            """);

    @TempDir static Path home;

    private static GatewayFixture gateway;
    private static ScriptedUpstream upstream;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(home.resolve("artifacts/secrets"));
        Files.writeString(
                home.resolve("artifacts/secrets/operator.token"), "the-operator-token-0001\n");
        gateway = new GatewayFixture(home);
        upstream = ScriptedUpstream.answering("{\"text\":\"done\"}");
        gateway.route(candidate("model", upstream.url(), 0));
    }

    @AfterAll
    static void stop() {
        upstream.close();
        gateway.close();
    }

    @Test
    void no_body_makes_the_gateway_fail_or_leaves_a_receipt_of_a_refused_call()
            throws IOException, SQLException {
        var tallies =
                new HostileInput(gateway.service().url(), home)
                        .showing("the-operator-token-0001")
                        // Of a run that is never called.
                        .knowing("scope", "run:hostile")
                        .bodyless("/budgets/{scope}")
                        .bodyless("/v1/embeddings")
                        .openAi("/v1/chat/completions", CHAT)
                        .knowing("model", "auto", "model")
                        .knowing("run_id", "run-1", "run.2", "a_b")
                        // Offered by nobody yet, so that a body with one of them is refused.
                        .without("delegation")
                        .without("deterministic")
                        .without("replay")
                        .attack();
        assertThat(tallies).isNotEmpty();
        assertThat(tallies).allSatisfy(tally -> assertThat(tally.accepted()).isPositive());
    }

    @Test
    void no_request_line_or_header_makes_it_fail() throws IOException {
        assertThat(new HostileLines(gateway.service().url()).attack()).isGreaterThan(500);
        assertThat(gateway.http().get("/health").status()).isEqualTo(200);
    }

    @Test
    void no_run_id_leads_a_receipt_out_of_its_folder() throws IOException {
        for (var id :
                new String[] {
                    "../escaped",
                    "..",
                    ".",
                    "/tmp/escaped",
                    "a/../../escaped",
                    "a\\b",
                    "",
                    ".hidden",
                    "a\u0000b",
                    "a b",
                    "con:",
                    "~",
                    "-rf",
                    "a\nb",
                    "x".repeat(129)
                }) {
            var refused = gateway.invoke("\"run_id\":" + quoted(id));
            assertThat(refused.status()).as(id).isEqualTo(400);
            assertThat(refused.problem().errors())
                    .as(id)
                    .anyMatch(e -> e.pointer().equals("/run_id"));
        }
        var longest = "x".repeat(128);
        for (var id : new String[] {"con", "nul.txt", "a..b", "1", longest, longest}) {
            assertThat(gateway.invoke("\"run_id\":" + quoted(id)).status()).as(id).isEqualTo(200);
        }
        try (var files = Files.walk(home)) {
            assertThat(files.filter(file -> file.getFileName().toString().contains("escaped")))
                    .isEmpty();
        }
        try (var costs = Files.list(gateway.costs())) {
            assertThat(costs.filter(file -> file.getFileName().toString().startsWith(longest)))
                    .hasSize(2);
        }
    }

    private static String quoted(String text) {
        return dev.haios.contracts.schema.Wire.mapper().writeValueAsString(text);
    }

    @Test
    void a_receipt_is_asked_for_by_id_and_not_by_path() {
        for (var id :
                new String[] {"..%5c..%5cetc", "%2e%2e", "..;", "a%00", "x".repeat(3000), "'--"}) {
            var answer = gateway.http().get("/receipts/" + id);
            assertThat(answer.status()).as(id).isBetween(400, 404);
            assertThat(answer.problem().status()).isEqualTo(answer.status());
        }
    }
}
