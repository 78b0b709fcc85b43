package dev.haios.cli.receipts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.testing.Cli;
import dev.haios.cli.testing.StubServer;
import dev.haios.cli.testing.TestFleet;
import dev.haios.contracts.receipt.ChainEnd;
import dev.haios.contracts.receipt.ChainHead;
import dev.haios.contracts.receipt.ChainLink;
import dev.haios.contracts.receipt.ChainPage;
import dev.haios.contracts.schema.Wire;
import dev.haios.contracts.signature.AllowedSigners;
import dev.haios.contracts.signature.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ReceiptsTest {

    @TempDir Path home;
    private final SigningKey key = SigningKey.generate("gateway@haios", new SecureRandom());
    private final List<ChainLink> rows = new ArrayList<>();
    private StubServer gateway;
    private Cli cli;

    @BeforeEach
    void startGateway() throws IOException {
        gateway = new StubServer();
        new TestFleet(home).service("gateway", "ok", gateway.port());
        cli = new Cli(home);
        Files.createDirectories(cli.artifact("costs"));
        Files.createDirectories(cli.artifact("engine/keys"));
        Files.writeString(
                cli.artifact("engine/keys/allowed_signers"),
                AllowedSigners.line("gateway@haios", key.publicKey(), "receipt") + "\n");
        for (int seq = 1; seq <= 5; seq++) {
            rows.add(
                    row(seq, "R-" + seq, seq == 1 ? ChainEnd.START.hash() : rows.getLast().hash()));
            writeFile(rows.getLast(), "R-" + seq + ".json");
        }
    }

    @AfterEach
    void stopGateway() {
        gateway.close();
    }

    @Test
    void an_untouched_chain_is_intact() {
        serve(rows, rows.getLast());

        Cli.Run verify = verify();

        assertThat(verify.exitCode()).isZero();
        assertThat(verify.out())
                .contains("intact  5 receipts, chain and signature hold, files agree");
    }

    @Test
    void an_edited_receipt_is_found() {
        ChainLink third = rows.get(2);
        rows.set(
                2,
                new ChainLink(3, third.hash(), third.prevHash(), third.body().replace("ok", "no")));
        serve(rows, rows.getLast());

        assertDamage("edited  receipt 3");
    }

    @Test
    void an_edited_receipt_with_a_fitting_hash_is_found_by_the_next_link() {
        ChainLink third = rows.get(2);
        String body = third.body().replace("ok", "no");
        String hash = ChainLink.hash(third.prevHash(), body);
        rows.set(2, new ChainLink(3, hash, third.prevHash(), body));
        serve(rows, rows.getLast());

        assertDamage("edited  receipt 3");
    }

    @Test
    void a_deleted_receipt_is_found() {
        ChainLink last = rows.getLast();
        rows.remove(2);
        serve(rows, last);

        assertDamage("deleted  receipt 3");
    }

    @Test
    void a_chain_that_was_cut_is_found_by_its_signed_head() {
        ChainLink last = rows.removeLast();
        serve(rows, last);

        assertDamage("truncated  receipt 5");
    }

    @Test
    void a_cut_with_an_older_head_put_back_is_found_by_the_file_left_over() {
        rows.removeLast();
        serve(rows, rows.getLast());

        assertDamage("artifacts/costs/R-5.json: it speaks of a receipt the chain does not hold");
    }

    @Test
    void a_cut_with_an_older_head_and_without_the_file_is_found_after_an_earlier_verification()
            throws IOException {
        serve(rows, rows.getLast());
        assertThat(verify().exitCode()).isZero();
        rows.removeLast();
        Files.delete(cli.artifact("costs/R-5.json"));
        restart();
        serve(rows, rows.getLast());

        assertDamage("truncated  receipt 5");
    }

    @Test
    void a_chain_written_anew_is_found_after_an_earlier_verification() throws IOException {
        serve(rows, rows.getLast());
        assertThat(verify().exitCode()).isZero();
        rows.clear();
        for (int seq = 1; seq <= 5; seq++) {
            rows.add(
                    row(seq, "F-" + seq, seq == 1 ? ChainEnd.START.hash() : rows.getLast().hash()));
        }
        restart();
        serve(rows, rows.getLast());

        assertDamage("edited  receipt 5");
    }

    @Test
    void a_chain_whose_beginning_was_forged_is_found() {
        rows.set(0, row(1, "R-1", "f".repeat(64)));
        serve(rows, rows.getLast());

        assertDamage("deleted  receipt 1");
    }

    @Test
    void a_receipt_put_in_another_place_is_found() {
        ChainLink third = rows.get(2);
        rows.set(2, link(3, third.prevHash(), rows.get(3).body()));
        serve(rows, rows.getLast());

        assertDamage("edited  receipt 3");
    }

    @Test
    void a_chain_whose_oldest_receipts_are_past_their_time_is_intact_and_says_so()
            throws IOException {
        rows.removeFirst();
        Files.delete(cli.artifact("costs/R-1.json"));
        serve(rows, rows.getLast());

        assertThat(verify().out()).contains("intact", "it begins with receipt 2");
    }

    @Test
    void an_edited_file_is_found() throws IOException {
        Path file = cli.artifact("costs/R-2.json");
        Files.writeString(file, Files.readString(file).replace("0.5", "0.05"));
        serve(rows, rows.getLast());

        assertDamage(
                "file edited  receipt 2  artifacts/costs/R-2.json: it differs from the receipt");
    }

    @Test
    void a_deleted_file_is_found_unless_files_are_left_out() throws IOException {
        Files.delete(cli.artifact("costs/R-2.json"));
        serve(rows, rows.getLast());

        assertDamage("file deleted  receipt 2");
        assertThat(cli.run("receipts", "verify", "--no-files").exitCode()).isZero();
    }

    @Test
    void a_file_that_is_no_json_is_found() throws IOException {
        Files.writeString(cli.artifact("costs/junk.json"), "{");
        serve(rows, rows.getLast());

        assertDamage("junk.json: it is not JSON");
    }

    @Test
    void the_file_of_a_streamed_call_holds_its_closing_entry() throws IOException {
        ChainLink open = rows.getLast();
        rows.add(
                link(
                        6,
                        open.hash(),
                        open.body()
                                .replace("\"seq\":5", "\"seq\":6")
                                .replace("ok", "closed")
                                .replace(open.prevHash(), open.hash())));
        writeFile(rows.getLast(), "R-5.json");
        serve(rows, rows.getLast());

        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void a_head_signed_by_somebody_else_is_refused() {
        SigningKey other = SigningKey.generate("mallory", new SecureRandom());
        serve(rows, rows.getLast(), other);

        assertDamage("head not signed");
    }

    @Test
    void a_statement_about_another_end_is_refused() {
        ChainLink last = rows.getLast();
        ChainHead head = head(last, key, statement(rows.getFirst()));
        serveRows(rows);
        serveHead(head);

        assertDamage("the signed statement speaks of another receipt than 5");
    }

    @Test
    void an_empty_chain_is_intact() throws IOException {
        for (ChainLink row : rows) {
            Files.delete(cli.artifact("costs/R-" + row.seq() + ".json"));
        }
        gateway.on("GET /receipts", 200, "{\"receipts\":[]}");
        serveHead(ChainHead.of(ChainEnd.START, "", ""));

        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void with_json_the_damage_is_listed() {
        rows.remove(2);
        serve(rows, rows.getLast());

        Cli.Run verify = cli.run("receipts", "verify", "--json");

        assertThat(verify.exitCode()).isEqualTo(6);
        assertThat(verify.json().path("intact").asBoolean()).isFalse();
        assertThat(verify.json().path("damage").path(0).path("kind").asString())
                .isEqualTo("deleted");
        assertThat(verify.json().path("damage").path(0).path("seq").asInt()).isEqualTo(3);
    }

    @Test
    void an_exported_receipt_passes_the_real_ssh_keygen() throws Exception {
        String content = rows.getFirst().body() + "\n";
        ObjectNode export = Wire.mapper().createObjectNode();
        export.put("file", "R-1.json")
                .put("content", content)
                .put("signature", key.signArmored("receipt", bytes(content)));
        gateway.on("GET /receipts/R-1/export", 200, export.toString());

        Cli.Run run =
                cli.run("receipts", "export", "R-1", "-o", home.resolve("out put").toString());

        assertThat(run.exitCode()).isZero();
        String command =
                run.out()
                        .lines()
                        .filter(line -> line.contains("ssh-keygen -Y verify"))
                        .findFirst()
                        .orElseThrow();
        Process check = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
        String said = new String(check.getInputStream().readAllBytes(), UTF_8);
        assertThat(check.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(check.exitValue()).as(said).isZero();
        assertThat(said).contains("Good \"receipt\" signature for gateway@haios");
    }

    @Test
    void an_id_that_is_a_path_is_refused() {
        assertThat(cli.run("receipts", "export", "../../etc/passwd").exitCode()).isEqualTo(2);
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void receipts_are_listed_with_the_filters_given() {
        gateway.on(
                "GET /receipts",
                200,
                """
                {"receipts":[{"seq":7,"ts":"2026-01-02T03:04:05Z","run_id":"R-7","status":"ok",
                 "resolved":{"name":"tlc"},"timings_ms":{"total":12.5},"cost_actual":{"usd":0.0012},"agent":"Architect"}]}\
                """);

        Cli.Run list =
                cli.run(
                        "receipts",
                        "list",
                        "--agent",
                        "Architect",
                        "--since",
                        "2026-01-01T00:00:00Z",
                        "--limit",
                        "3");

        assertThat(list.out())
                .containsPattern("SEQ +WHEN +RUN +STATUS +ANSWERED BY +MS +USD +AGENT")
                .containsPattern("7 +2026-01-02T03:04:05Z +R-7 +ok +tlc +12.5 +0.0012 +Architect");
        assertThat(gateway.last().target())
                .isEqualTo("/receipts?agent=Architect&since=2026-01-01T00%3A00%3A00Z&limit=3");
    }

    @Test
    void a_run_is_shown_whole_and_an_unknown_one_is_exit_code_4() {
        gateway.on("GET /receipts/R-1", 200, "{\"run_id\":\"R-1\",\"attempts\":[]}");

        assertThat(cli.run("receipts", "show", "R-1").out()).contains("\"run_id\" : \"R-1\"");

        Cli.Run unknown = cli.run("receipts", "show", "R-2");
        assertThat(unknown.exitCode()).isEqualTo(4);
        assertThat(unknown.err()).contains("`haios receipts list`");
    }

    @Test
    void what_is_no_chain_is_not_taken_for_an_empty_one() {
        gateway.on("GET /receipts", 200, "{\"receipts\":[{\"seq\":1}]}");

        assertThat(verify().err()).contains("the answer of gateway is not what was asked for");
    }

    @Test
    void without_a_subcommand_it_says_what_there_is() {
        Cli.Run run = cli.run("receipts");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("list, show, verify or export");
    }

    private void assertDamage(String expected) {
        Cli.Run verify = verify();
        assertThat(verify.exitCode()).isEqualTo(6);
        assertThat(verify.out()).startsWith("NOT INTACT").contains(expected);
    }

    private Cli.Run verify() {
        return cli.run("receipts", "verify");
    }

    private void restart() throws IOException {
        gateway.close();
        gateway = new StubServer();
        cli.with("HAIOS_GATEWAY_URL", gateway.url());
    }

    private void serve(List<ChainLink> chain, ChainLink last) {
        serve(chain, last, key);
    }

    private void serve(List<ChainLink> chain, ChainLink last, SigningKey signer) {
        serveRows(chain);
        serveHead(head(last, signer, statement(last)));
    }

    private void serveHead(ChainHead head) {
        gateway.on("GET /receipts/head", 200, Wire.mapper().writeValueAsString(head));
    }

    /** In two pages and the empty one that ends them, over and over. */
    private void serveRows(List<ChainLink> chain) {
        for (int round = 0; round < 3; round++) {
            gateway.on("GET /receipts", 200, page(chain.subList(0, 2)));
            gateway.on("GET /receipts", 200, page(chain.subList(2, chain.size())));
            gateway.on("GET /receipts", 200, page(List.of()));
        }
    }

    private static String page(List<ChainLink> chain) {
        return Wire.mapper().writeValueAsString(new ChainPage(chain));
    }

    private static ChainHead head(ChainLink last, SigningKey signer, String statement) {
        return ChainHead.of(
                new ChainEnd(last.seq(), last.hash()),
                statement,
                signer.signArmored("receipt", bytes(statement)));
    }

    private static String statement(ChainLink last) {
        return new ChainEnd(last.seq(), last.hash()).statement(Cli.NOW);
    }

    private static ChainLink row(int seq, String run, String prevHash) {
        return link(
                seq,
                prevHash,
                "{\"receipt_id\":\"r-%s\",\"seq\":%d,\"run_id\":\"%s\",\"status\":\"ok\",\"cost_actual\":{\"usd\":0.5},\"prev_hash\":\"%s\"}"
                        .formatted(run, seq, run, prevHash));
    }

    private static ChainLink link(int seq, String prevHash, String body) {
        return new ChainLink(seq, ChainLink.hash(prevHash, body), prevHash, body);
    }

    private void writeFile(ChainLink row, String name) throws IOException {
        ObjectNode receipt = (ObjectNode) row.receipt();
        receipt.put("hash", row.hash());
        Files.writeString(cli.artifact("costs/" + name), receipt.toPrettyString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
