package dev.haios.gateway.receipt;

import static dev.haios.gateway.support.FakeRouter.candidate;
import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.gateway.support.GatewayFixture;
import dev.haios.gateway.support.ScriptedUpstream;
import dev.haios.kit.testing.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReceiptChainTest {

    @TempDir Path home;

    private ScriptedUpstream upstream;
    private GatewayFixture gateway;

    @BeforeEach
    void start() {
        upstream = ScriptedUpstream.answering("{\"usage\":{\"tokens_in\":1,\"tokens_out\":2}}");
        gateway = new GatewayFixture(home);
        gateway.route(candidate("one", upstream.url(), 0));
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    private void invokeTimes(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(gateway.invoke("\"run_id\":\"R-" + i + "\"").status()).isEqualTo(200);
        }
    }

    /** Checks the chain as a stranger would, from what the gateway serves; the first bad seq. */
    private long firstBroken() throws Exception {
        long expected = 1;
        var previous = "0".repeat(64);
        for (JsonNode row : rows(0)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var text = row.path("prev_hash").asString() + "\n" + row.path("body").asString();
            var hash =
                    HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
            if (row.path("seq").asLong() != expected
                    || !row.path("prev_hash").asString().equals(previous)
                    || !row.path("hash").asString().equals(hash)) {
                return expected;
            }
            previous = hash;
            expected++;
        }
        return 0;
    }

    private List<JsonNode> rows(long after) {
        var rows = new ArrayList<JsonNode>();
        gateway.http()
                .get("/receipts?raw=true&limit=1000&after_seq=" + after)
                .json()
                .path("receipts")
                .forEach(rows::add);
        return rows;
    }

    @Test
    void sixty_four_at_once_make_one_chain_without_gaps_and_a_file_each() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> waiting = new ArrayList<>();
            for (int i = 0; i < 256; i++) {
                waiting.add(callers.submit(() -> gateway.invoke()));
            }
            for (var one : waiting) {
                var response = one.get();
                if (response.status() == 503) {
                    // More at once than one service takes: that, too, has a receipt.
                    assertThat(response.json().path("receipt_id").asString()).isNotEmpty();
                    continue;
                }
                var reply = response.json();
                assertThat(gateway.file(reply.path("run_id").asString() + ".json"))
                        .isEqualTo(reply.path("receipt"));
            }
        }
        assertThat(rows(0)).hasSize(256);
        assertThat(firstBroken()).isZero();
        try (var files = Files.list(gateway.costs())) {
            assertThat(files.filter(file -> file.toString().endsWith(".json"))).hasSize(256);
        }
    }

    @Test
    void an_edited_row_is_found() throws Exception {
        invokeTimes(3);
        sql(
                "UPDATE receipt SET body = replace(body, '\"tokens_out\":2', '\"tokens_out\":9')"
                        + " WHERE seq = 2");

        assertThat(firstBroken()).isEqualTo(2);
        gateway.stop();
        gateway.startAgain();
        assertThat(reason()).contains("receipt 2 was changed");
    }

    @Test
    void a_row_deleted_in_the_middle_is_found() throws Exception {
        invokeTimes(3);
        sql("DELETE FROM receipt WHERE seq = 2");

        assertThat(firstBroken()).isEqualTo(2);
        gateway.stop();
        gateway.startAgain();
        assertThat(reason()).contains("receipts 2 to 2 are missing");
    }

    @Test
    void rows_cut_off_at_the_end_are_found_for_ever() throws Exception {
        invokeTimes(4);
        assertThat(head().path("seq").asLong()).isEqualTo(4);
        gateway.stop();
        sql("DELETE FROM receipt WHERE seq > 2");
        gateway.startAgain();

        assertThat(reason()).contains("receipts 3 to 4 are missing at the end");
        // The chain goes on behind the signed end, so that the gap can be seen from then on.
        var receipt = gateway.invoke().json().path("receipt");
        assertThat(receipt.path("seq").asLong()).isEqualTo(5);
        assertThat(firstBroken()).isEqualTo(3);
    }

    private String reason() {
        return gateway.http().get("/health").json().path("reason").asString("");
    }

    private JsonNode head() {
        return gateway.http().get("/receipts/head").json();
    }

    private void sql(String statement) throws Exception {
        var url = "jdbc:sqlite:" + home.resolve("artifacts/gateway/gateway.db");
        try (var connection = DriverManager.getConnection(url);
                var sql = connection.createStatement()) {
            sql.execute("PRAGMA busy_timeout = 5000");
            sql.execute(statement);
        }
    }

    @Test
    void lost_and_damaged_files_are_made_again_at_start() throws Exception {
        invokeTimes(3);
        var whole = GatewayFixture.text(gateway.costs().resolve("R-1.json"));
        gateway.stop();
        Files.delete(gateway.costs().resolve("R-1.json"));
        Files.writeString(gateway.costs().resolve("R-2.json"), "");
        gateway.startAgain();

        assertThat(GatewayFixture.text(gateway.costs().resolve("R-1.json"))).isEqualTo(whole);
        assertThat(gateway.file("R-2.json").path("run_id").asString()).isEqualTo("R-2");
        assertThat(gateway.http().get("/health").json().path("reason").asString("")).isEmpty();
    }

    @Test
    void a_restart_continues_the_chain() throws Exception {
        invokeTimes(2);
        gateway.stop();
        gateway.startAgain();
        invokeTimes(2);

        assertThat(rows(0)).hasSize(4);
        assertThat(firstBroken()).isZero();
    }

    @Test
    void head_and_export_stand_before_ssh_keygen() throws Exception {
        invokeTimes(3);
        var head = head();
        assertThat(head.path("seq").asLong()).isEqualTo(3);
        assertThat(head.path("hash").asString()).isEqualTo(rows(2).get(0).path("hash").asString());
        assertThat(head.path("statement").asString())
                .startsWith(
                        "haios receipt chain head\nseq 3\nhash " + head.path("hash").asString());
        verify(head.path("statement").asString(), head.path("signature").asString(), 0);
        verify(head.path("statement").asString() + " ", head.path("signature").asString(), 255);

        var export = gateway.http().get("/receipts/R-1/export").json();
        assertThat(export.path("file").asString()).isEqualTo("R-1.json");
        assertThat(export.path("content").asString())
                .isEqualTo(GatewayFixture.text(gateway.costs().resolve("R-1.json")));
        verify(export.path("content").asString(), export.path("signature").asString(), 0);

        verify(
                GatewayFixture.text(home.resolve("artifacts/gateway/receipts.head")),
                GatewayFixture.text(home.resolve("artifacts/gateway/receipts.head.sig")),
                0);
    }

    private void verify(String text, String signature, int exit) throws Exception {
        var sig = Files.writeString(home.resolve("x.sig"), signature);
        var process =
                new ProcessBuilder(
                                "ssh-keygen",
                                "-Y",
                                "verify",
                                "-f",
                                home.resolve("artifacts/engine/keys/allowed_signers").toString(),
                                "-I",
                                "gateway@haios",
                                "-n",
                                "receipt",
                                "-s",
                                sig.toString())
                        .redirectErrorStream(true)
                        .start();
        try (var in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(exit);
    }

    @Test
    void lists_are_in_order_and_filtered() {
        invokeTimes(3);
        gateway.invoke("\"agent\":\"Architect\"");

        assertThat(seqs("/receipts")).containsExactly(1L, 2L, 3L, 4L);
        assertThat(seqs("/receipts?limit=2")).containsExactly(3L, 4L);
        assertThat(seqs("/receipts?after_seq=1&limit=2")).containsExactly(2L, 3L);
        assertThat(seqs("/receipts?agent=Architect")).containsExactly(4L);
        assertThat(seqs("/receipts?agent=Nobody")).isEmpty();
        assertThat(seqs("/receipts?since=2020-01-01T00:00:00Z")).hasSize(4);
        assertThat(seqs("/receipts?since=2199-01-01T00:00:00Z")).isEmpty();
        for (var bad :
                List.of("limit=0", "limit=99999", "limit=x", "since=yesterday", "after_seq=x")) {
            var response = gateway.http().get("/receipts?" + bad);
            assertThat(response.status()).as(bad).isEqualTo(400);
            response.problem();
        }
        assertThat(gateway.http().get("/receipts/nobody").status()).isEqualTo(404);
        assertThat(gateway.http().get("/receipts/nobody/export").status()).isEqualTo(404);
    }

    private List<Long> seqs(String path) {
        var seqs = new ArrayList<Long>();
        gateway.http()
                .get(path)
                .json()
                .path("receipts")
                .forEach(receipt -> seqs.add(receipt.path("seq").asLong()));
        return seqs;
    }

    @Test
    void an_empty_chain_has_an_unsigned_head() {
        var head = head();
        assertThat(head.path("seq").asLong()).isZero();
        assertThat(head.path("signature").asString()).isEmpty();
    }

    @Test
    void what_is_too_old_goes_from_the_front_and_the_rest_stays_provable() throws Exception {
        invokeTimes(5);
        sql("UPDATE receipt SET made_ms = made_ms - 1000 * 86400000 WHERE seq IN (1, 2, 3)");
        var kept = rows(3);

        gateway.service().bean(ReceiptUpkeep.class).run();

        assertThat(rows(0)).isEqualTo(kept);
        assertThat(gateway.costs().resolve("R-0.json")).doesNotExist();
        assertThat(gateway.costs().resolve("R-4.json")).exists();
        gateway.stop();
        gateway.startAgain();
        assertThat(reason()).isEmpty();
        assertThat(gateway.invoke().json().path("receipt").path("seq").asLong()).isEqualTo(6);
        assertThat(head().path("seq").asLong()).isEqualTo(6);
    }

    @Test
    void costs_are_summed_by_what_is_asked_for() {
        invokeTimes(2);
        gateway.invoke("\"agent\":\"Architect\"");

        var byAgent = gateway.http().get("/costs?by=agent&window=1h").json();
        assertThat(byAgent.path("costs").size()).isEqualTo(2);
        assertThat(byAgent.path("costs").get(0).path("name").asString()).isEqualTo("unknown");
        assertThat(byAgent.path("costs").get(0).path("tokens_out").asInt()).isEqualTo(4);
        assertThat(byAgent.path("total").path("calls").asInt()).isEqualTo(3);
        for (var by : List.of("provider", "capability", "run")) {
            var response = gateway.http().get("/costs?by=" + by + "&window=7d");
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.json().path("costs").size()).isPositive();
        }
        for (var bad : List.of("by=colour", "window=1y", "window=0h")) {
            assertThat(gateway.http().get("/costs?" + bad).status()).as(bad).isEqualTo(400);
        }
    }

    @Test
    void a_head_that_is_not_ours_is_not_relied_upon() throws IOException {
        invokeTimes(2);
        gateway.stop();
        Files.writeString(
                home.resolve("artifacts/gateway/receipts.head"),
                "haios receipt chain head\nseq 99\nhash " + "a".repeat(64) + "\nts now\n");
        gateway.startAgain();

        assertThat(gateway.invoke().json().path("receipt").path("seq").asLong()).isEqualTo(3);
        eventually("sealed", () -> head().path("seq").asLong() == 3);
    }
}
