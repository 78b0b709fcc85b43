package dev.haios.cli.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.testing.Cli;
import dev.haios.cli.testing.StubServer;
import dev.haios.cli.testing.TestFleet;
import dev.haios.contracts.schema.Contracts;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class InvokeTest {

    private static final String PHYSICS =
            """
            {"run_id":"R-1","status":"ok",
             "result":{"label":"physics","confidence":0.93125,"backend":"maxent"},
             "receipt":{"receipt_id":"r-1","resolved":{"service_id":"s","name":"tlc-domain-classifier",
             "url":"http://127.0.0.1:8052"},"timings_ms":{"discovery":0.4,"upstream":8.14,"total":12.3},
             "status":"ok","cost_actual":{"usd":0},"attempts":[{},{}]}}\
            """;

    @TempDir Path home;
    private StubServer gateway;
    private Cli cli;

    @BeforeEach
    void startGateway() throws IOException {
        gateway = new StubServer();
        new TestFleet(home).service("gateway", "ok", gateway.port());
        cli = new Cli(home);
    }

    @AfterEach
    void stopGateway() {
        gateway.close();
    }

    @Test
    void the_answer_comes_first_then_who_how_sure_how_long_and_the_receipt() throws IOException {
        gateway.on("POST /invoke", 200, PHYSICS);
        Files.createDirectories(cli.artifact("costs"));
        Files.writeString(cli.artifact("costs/R-1.json"), "{}");

        Cli.Run run = cli.run("invoke", "--cap", "classify", "quantum", "entanglement");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("physics\n")
                .contains("confidence  0.931")
                .contains("answered by tlc-domain-classifier at http://127.0.0.1:8052 (maxent)")
                .contains("took        12.3 ms, of which upstream 8.1 ms")
                .contains("attempts    2")
                .contains("cost        $0")
                .contains("receipt     artifacts/costs/R-1.json");
    }

    @Test
    void the_request_keeps_to_its_contract_and_carries_every_option() {
        gateway.on("POST /invoke", 200, PHYSICS);

        cli.run(
                "invoke",
                "--cap",
                "classify",
                "--cap",
                "classify_light",
                "--type",
                "model",
                "--role",
                "canary",
                "--name",
                "tlc",
                "--prefer",
                "cheapest",
                "--timeout",
                "2.5",
                "--max-usd",
                "0.01",
                "--run-id",
                "R-9",
                "hello");

        JsonNode body = Wire.mapper().readTree(gateway.last().body());
        assertThat(Contracts.load().violations("invoke_request", body)).isEmpty();
        assertThat(body)
                .hasToString(
                        """
                        {"target":{"type":"model","role":"canary","require_caps":["classify","classify_light"],\
                        "name":"tlc"},"payload":{"text":"hello"},"policy":{"prefer":"cheapest","timeout_s":2.5,\
                        "max_usd":0.01,"exclude":[]},"run_id":"R-9"}\
                        """);
    }

    @ParameterizedTest
    @CsvSource({"'',production", "--role=any,''", "--name=mock,''", "--role=staging,staging"})
    void only_production_answers_unless_another_role_or_a_name_is_asked_for(
            String option, String role) {
        gateway.on("POST /invoke", 200, PHYSICS);

        if (option.isEmpty()) {
            cli.run("invoke", "-c", "classify", "x");
        } else {
            cli.run("invoke", "-c", "classify", option, "x");
        }

        JsonNode target = Wire.mapper().readTree(gateway.last().body()).path("target");
        assertThat(target.path("role").asString("")).isEqualTo(role);
    }

    @Test
    void a_payload_is_sent_as_it_was_written() throws IOException {
        gateway.on("POST /invoke", 200, PHYSICS);
        String payload = "{\"n\": 1.00, \"big\":12345678901234567890}";
        Files.writeString(home.resolve("payload.json"), payload + "\n");

        cli.run("invoke", "-c", "x", "--payload", payload);
        assertThat(gateway.last().body()).contains("\"payload\":" + payload);
        cli.run("invoke", "-c", "x", "--payload", "@" + home.resolve("payload.json"));
        assertThat(gateway.last().body()).contains("\"payload\":" + payload);
        cli.reading(payload).run("invoke", "-c", "x", "--payload", "-");
        assertThat(gateway.last().body()).contains("\"payload\":" + payload);
    }

    @Test
    void a_text_can_come_from_stdin() {
        gateway.on("POST /invoke", 200, PHYSICS);

        cli.reading("from a \"pipe\"\n").run("invoke", "-c", "x", "-");

        assertThat(gateway.last().body()).contains("{\"text\":\"from a \\\"pipe\\\"\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invoke -c x | give the text",
                "invoke -c x --payload {] | not JSON",
                "invoke -c x --payload @/nowhere | cannot be read",
                "invoke -c x --payload {} text | not both",
                "invoke --type robot hi | must be one of model, tool, agent",
                "invoke hi | Who can do what: `haios services`",
                "invoke -c x --prefer magic hi | must be one of local",
                "invoke -c Upper hi | require_caps",
                "invoke --timeout 0 -c x hi | timeout_s",
                "invoke --timeout soon hi | is not a number",
                "invoke --max-usd ten hi | is not a number",
                "invoke --frobnicate hi | Unknown option",
            })
    void a_wrong_command_line_is_exit_code_2_and_asks_nobody(String line, String reason) {
        Cli.Run run = cli.run(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(reason, "haios invoke --help");
        assertThat(gateway.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400,2", "401,3", "402,5", "404,4", "413,2", "429,3", "500,3", "502,6", "503,4", "504,7"
    })
    void each_refusal_has_its_exit_code_and_shows_what_the_gateway_said(int status, int exitCode) {
        gateway.on(
                "POST /invoke",
                status,
                """
                {"type":"urn:haios:problem:x","title":"Refused","status":%d,"detail":"it cannot be",
                 "errors":[{"pointer":"/target/role","detail":"must be one of production"}],
                 "attempts":[{"name":"tlc","outcome":"connect_failed","ms":1.5,"detail":"refused"}],
                 "rejected":[{"name":"mock","reason":"role is experimental"}]}\
                """
                        .formatted(status));

        Cli.Run run = cli.run("invoke", "-c", "x", "hi");

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("haios: it cannot be (gateway, HTTP " + status + ")")
                .contains("/target/role: must be one of production")
                .contains("tried tlc: connect_failed after 1.5 ms, refused")
                .contains("not mock: role is experimental");
    }

    @Test
    void a_gateway_that_does_not_listen_is_exit_code_3_and_points_to_up() {
        gateway.close();

        Cli.Run run = cli.run("invoke", "-c", "x", "hi");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("cannot be reached at " + gateway.url(), "`haios up`");
    }

    @Test
    void with_json_stdout_is_the_gateways_reply_or_one_error_document() {
        gateway.on("POST /invoke", 200, PHYSICS);
        assertThat(cli.run("invoke", "-c", "x", "hi", "--json").out().strip()).isEqualTo(PHYSICS);

        gateway.on("POST /invoke", 402, "{\"detail\":\"budget spent\",\"scope\":\"fleet\"}");
        cli.run("invoke", "-c", "x", "hi");
        Cli.Run refused = cli.run("invoke", "-c", "x", "hi", "--json");

        assertThat(refused.json().path("error").path("exit_code").asInt()).isEqualTo(5);
        assertThat(refused.json().path("error").path("problem").path("scope").asString())
                .isEqualTo("fleet");
    }

    @Test
    void quiet_prints_the_answer_alone() {
        gateway.on("POST /invoke", 200, PHYSICS);

        assertThat(cli.run("invoke", "-q", "-c", "x", "hi").out()).isEqualTo("physics\n");
    }

    @Test
    void an_abstaining_classifier_is_not_shown_as_an_empty_answer() {
        gateway.on(
                "POST /invoke",
                200,
                "{\"run_id\":\"R\",\"result\":{\"abstained\":true,\"confidence\":0.2},\"receipt\":{}}");

        assertThat(cli.run("invoke", "-c", "classify", "hm").out()).startsWith("(not sure)\n");
    }

    @Test
    void an_answer_cannot_steer_the_terminal() {
        gateway.on(
                "POST /invoke",
                200,
                "{\"run_id\":\"R\",\"result\":{\"text\":\"a\\u001b[2Jb\\u0007\"},\"receipt\":{}}");

        assertThat(cli.onATerminal().run("invoke", "-q", "-c", "x", "hi").out())
                .isEqualTo("a[2Jb\n");
    }

    @Test
    void a_streamed_answer_is_printed_as_it_comes_and_ends_with_the_receipt() {
        gateway.stream(
                "POST /invoke",
                """
                event: chunk
                data: {"text":"Hello"}

                : keep-alive

                event: chunk
                data: {"text":", world"}

                event: receipt
                data: {"run_id":"R-1","receipt_id":"r-1","resolved":{"name":"mock","url":"http://x"},"timings_ms":{"total":5},"status":"ok"}

                """);

        Cli.Run run = cli.run("invoke", "--stream", "--name", "mock", "hi");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Hello, world\n").contains("answered by mock");
        assertThat(gateway.last().headers().get("Accept")).startsWith("text/event-stream");
    }

    @Test
    void a_stream_that_fails_or_breaks_off_is_a_failure() {
        gateway.stream(
                "POST /invoke",
                """
                event: chunk
                data: {"text":"Hel"}

                event: error
                data: {"status":504,"detail":"too late"}

                """);
        gateway.stream("POST /invoke", "event: chunk\ndata: {\"text\":\"Hel\"}\n\n");

        Cli.Run late = cli.run("invoke", "--stream", "-c", "x", "hi");
        Cli.Run cut = cli.run("invoke", "--stream", "-c", "x", "hi");

        assertThat(late.exitCode()).isEqualTo(7);
        assertThat(late.err()).contains("too late");
        assertThat(cut.exitCode()).isEqualTo(3);
        assertThat(cut.err()).contains("ended without a receipt");
    }

    @Test
    void a_refused_stream_is_like_any_refusal() {
        gateway.on("POST /invoke", 404, "{\"detail\":\"nobody can\"}");

        assertThat(cli.run("invoke", "--stream", "-c", "x", "hi").exitCode()).isEqualTo(4);
    }

    @Test
    void a_streamed_answer_as_json_is_an_event_per_line() {
        gateway.stream(
                "POST /invoke",
                "event: chunk\ndata: {\"text\":\"a\"}\n\nevent: receipt\ndata: {\"run_id\":\"R\"}\n\n");

        assertThat(cli.run("invoke", "--stream", "--json", "-c", "x", "hi").out())
                .isEqualTo(
                        """
                        {"event":"chunk","data":{"text":"a"}}
                        {"event":"receipt","data":{"run_id":"R"}}
                        """);
    }

    @Test
    void the_operators_token_is_shown_to_the_gateway() throws IOException {
        gateway.on("POST /invoke", 200, PHYSICS);
        Files.createDirectories(cli.artifact("secrets"));
        Files.writeString(cli.artifact("secrets/operator.token"), "s3cret\n");

        cli.run("invoke", "-c", "x", "hi");
        assertThat(gateway.last().headers()).containsEntry("Authorization", "Bearer s3cret");

        cli.with("HAIOS_TOKEN", "mine").run("invoke", "-c", "x", "hi");
        assertThat(gateway.last().headers()).containsEntry("Authorization", "Bearer mine");
    }

    @Test
    void a_gateway_elsewhere_is_found_by_its_variable() throws IOException {
        try (StubServer other = new StubServer()) {
            other.on("POST /invoke", 200, PHYSICS);

            cli.with("HAIOS_GATEWAY_URL", other.url() + "/").run("invoke", "-c", "x", "hi");

            assertThat(other.asked()).hasSize(1);
        }
        assertThat(
                        cli.with("HAIOS_GATEWAY_URL", "gateway:6120")
                                .run("invoke", "-c", "x", "hi")
                                .err())
                .contains("HAIOS_GATEWAY_URL is not a URL");
    }
}
