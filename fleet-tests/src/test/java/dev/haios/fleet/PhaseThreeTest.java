package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.schema.Wire;
import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From invocation to receipt: gateway, router, registry, upstream and event stream together. */
class PhaseThreeTest {

    private static final String CLASSIFY =
            """
            {
              "target": {
                "type": "model",
                "role": "production",
                "require_caps": ["classify"]
              },
              "payload": {
                "text": "quantum entanglement physics"
              },
              "policy": {
                "prefer": "local",
                "timeout_s": 30
              }
            }
            """;

    @TempDir static Path home;
    static Fleet fleet;
    static Http gateway;

    @BeforeAll
    static void start() {
        fleet =
                Fleet.start(
                        home,
                        PhaseThreeTest.class,
                        Member.REGISTRY,
                        Member.EVENT_STREAM,
                        Member.PROVIDER_ROUTER,
                        Member.GATEWAY,
                        Member.TLC,
                        Member.MOCK);
        gateway = fleet.http(Member.GATEWAY);
        eventually(
                "the classifier can be routed to",
                () -> gateway.post("/invoke", CLASSIFY).status() == 200);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    private static Response invoke() {
        var answer = gateway.post("/invoke", CLASSIFY);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    @Test
    void the_documented_invocation_is_answered_with_its_receipt() {
        var answer = invoke().json();
        assertThat(answer.at("/result/label").asString()).isEqualTo("physics");
        assertThat(answer.at("/result/confidence").asDouble()).isBetween(0.3, 1.0);
        var receipt = answer.get("receipt");
        assertThat(receipt.get("run_id").asString())
                .isEqualTo(answer.get("run_id").asString())
                .matches("gw-\\d{4}-\\d\\d-\\d\\d-\\d\\d-\\d\\d-\\d\\d-\\d{6}.*");
        assertThat(receipt.at("/target_request/require_caps/0").asString()).isEqualTo("classify");
        assertThat(receipt.at("/target_request/role").asString()).isEqualTo("production");
        assertThat(receipt.at("/resolved/name").asString()).isEqualTo("tlc-domain-classifier");
        assertThat(receipt.at("/resolved/url").asString())
                .isEqualTo(fleet.url(Member.TLC).toString());
        assertThat(receipt.at("/timings_ms/total").asDouble())
                .isGreaterThanOrEqualTo(receipt.at("/timings_ms/upstream").asDouble());
        assertThat(receipt.get("status").asString()).isEqualTo("ok");
        assertThat(receipt.at("/cost_estimate/usd").asDouble()).isZero();
        assertThat(receipt.get("ts").asString()).endsWith("Z");
    }

    @Test
    void the_receipt_is_a_file_a_row_and_an_event() throws IOException {
        var runId = invoke().json().get("run_id").asString();
        var file = home.resolve("artifacts/costs/" + runId + ".json");
        var written = Wire.lenient().readTree(Files.readString(file));
        assertThat(written.get("run_id").asString()).isEqualTo(runId);
        var stored = gateway.get("/receipts/" + runId).json().get("receipts");
        assertThat(stored).hasSize(1);
        assertThat(stored.get(0).get("hash")).isEqualTo(written.get("hash"));
        eventually(
                "the event stream has it",
                () ->
                        fleet.http(Member.EVENT_STREAM)
                                .get("/events?type=routing_receipt&run_id=" + runId)
                                .body()
                                .contains(runId));
    }

    @Test
    void many_calls_of_one_run_each_leave_their_own_receipt() throws IOException {
        var body = CLASSIFY.replaceFirst("\\{", "{\"run_id\":\"R-many\",");
        for (int i = 0; i < 3; i++) {
            assertThat(gateway.post("/invoke", body).status()).isEqualTo(200);
        }
        var receipts = gateway.get("/receipts/R-many").json().get("receipts");
        assertThat(receipts).hasSize(3);
        try (var files = Files.list(home.resolve("artifacts/costs"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.startsWith("R-many"))
                    .hasSize(3)
                    .contains("R-many.json");
        }
    }

    @Test
    void what_nobody_can_do_is_refused_with_a_receipt() {
        var answer = gateway.post("/invoke", CLASSIFY.replace("[\"classify\"]", "[\"levitate\"]"));
        assertThat(answer.status()).isEqualTo(404);
        var problem = answer.problem();
        assertThat(problem.extensions()).containsKey("run_id");
        var runId = String.valueOf(problem.extensions().get("run_id"));
        assertThat(gateway.get("/receipts/" + runId).json().get("receipts")).hasSize(1);
    }

    @Test
    void the_command_invokes_and_proves_the_receipts() {
        var invoked =
                Command.haios(
                        fleet.environment(),
                        "invoke",
                        "--cap",
                        "classify",
                        "quantum entanglement physics");
        assertThat(invoked.exit()).as(invoked.errors()).isZero();
        assertThat(invoked.output())
                .contains("physics")
                .contains("tlc-domain-classifier")
                .contains("ms")
                .contains("artifacts/costs/");
        var verified = Command.haios(fleet.environment(), "receipts", "verify");
        assertThat(verified.exit()).as(verified.output() + verified.errors()).isZero();
    }

    @Test
    void ssh_keygen_accepts_an_exported_receipt_and_the_head_of_the_chain(@TempDir Path folder)
            throws IOException {
        var runId = invoke().json().get("run_id").asString();
        var exported =
                Command.haios(
                        fleet.environment(), "receipts", "export", runId, "-o", folder.toString());
        assertThat(exported.exit()).as(exported.errors()).isZero();
        try (var files = Files.list(folder)) {
            var file =
                    files.filter(path -> path.toString().endsWith(".json"))
                            .findFirst()
                            .orElseThrow();
            verifyWithSshKeygen(file, Path.of(file + ".sig"));
        }
        var head = gateway.get("/receipts/head").json();
        var statement = Files.writeString(folder.resolve("head"), head.get("statement").asString());
        var signature =
                Files.writeString(folder.resolve("head.sig"), head.get("signature").asString());
        verifyWithSshKeygen(statement, signature);
    }

    private static void verifyWithSshKeygen(Path file, Path signature) {
        var shell =
                "ssh-keygen -Y verify -f '%s' -I gateway@haios -n receipt -s '%s' < '%s'"
                        .formatted(
                                home.resolve("artifacts/engine/keys/allowed_signers"),
                                signature,
                                file);
        var result = Command.run(fleet.environment(), List.of("sh", "-c", shell));
        assertThat(result.exit()).as(result.output() + result.errors()).isZero();
    }

    @Test
    void a_trace_runs_from_the_caller_through_to_the_event() {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var answer =
                gateway.post(
                        "/invoke", CLASSIFY, "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        assertThat(answer.json().at("/receipt/trace_id").asString()).isEqualTo(trace);
    }
}
