package dev.haios.gateway.invoke;

import static dev.haios.gateway.support.FakeRouter.candidate;
import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.schema.Wire;
import dev.haios.gateway.support.GatewayFixture;
import dev.haios.gateway.support.ScriptedUpstream;
import dev.haios.kit.testing.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StreamingTest {

    @TempDir static Path home;

    private static GatewayFixture gateway;
    private static int count;
    private ScriptedUpstream first;
    private ScriptedUpstream second;
    private String suffix = "";

    private record Frame(String event, String data) {
        JsonNode json() {
            return Wire.lenient().readTree(data);
        }
    }

    @BeforeAll
    static void start() {
        gateway = new GatewayFixture(home);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void two_services() {
        suffix = "-" + ++count;
        first = ScriptedUpstream.answering("{}");
        second =
                ScriptedUpstream.playing(
                        ScriptedUpstream.streaming("event: chunk\ndata: {\"text\":\"two\"}\n\n"));
        gateway.route(
                candidate("one" + suffix, first.url(), 0),
                candidate("two" + suffix, second.url(), 1));
    }

    @AfterEach
    void no_services() {
        first.close();
        second.close();
    }

    private static Response stream(String members) {
        return gateway.http()
                .post("/invoke", GatewayFixture.body(members), "Accept", "text/event-stream");
    }

    private static List<Frame> frames(Response response) {
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("text/event-stream");
        var frames = new ArrayList<Frame>();
        for (var text : response.body().strip().split("\n\n", -1)) {
            var event = text.lines().filter(l -> l.startsWith("event: ")).findFirst().orElse("");
            var data =
                    text.lines()
                            .filter(l -> l.startsWith("data: "))
                            .map(l -> l.substring(6))
                            .reduce((a, b) -> a + "\n" + b)
                            .orElse("");
            frames.add(new Frame(event.replace("event: ", ""), data));
        }
        return frames;
    }

    @Test
    void pieces_come_as_chunks_and_the_receipt_comes_last() {
        first.play(
                ScriptedUpstream.streaming(
                        "event: chunk\ndata: {\"text\":\"a\"}\n\n",
                        ": comment\n\nevent: chunk\ndata: {\"text\":\n",
                        "data: \"b\"}\n\n",
                        "event: done\ndata: {\"text\":\"ab\",\"usage\":{\"tokens_in\":3,"
                                + "\"tokens_out\":2},\"backend\":\"mock\"}\n\n"));

        var frames = frames(stream("\"run_id\":\"R-stream\""));

        assertThat(frames.stream().map(Frame::event)).containsExactly("chunk", "chunk", "receipt");
        assertThat(frames.get(0).data()).isEqualTo("{\"text\":\"a\"}");
        assertThat(frames.get(1).json().path("text").asString()).isEqualTo("b");
        var reply = frames.get(2).json();
        assertThat(reply.path("result").path("text").asString()).isEqualTo("ab");
        assertThat(reply.path("receipt").path("usage").path("tokens_out").asInt()).isEqualTo(2);
        assertThat(gateway.file("R-stream.json")).isEqualTo(reply.path("receipt"));
        assertThat(first.calls().getLast().header("Accept")).contains("text/event-stream");
    }

    @Test
    void the_open_receipt_is_durable_before_the_first_byte_and_replaced_by_the_closing_one()
            throws Exception {
        var more = new CountDownLatch(1);
        first.play((call, out) -> {
            ScriptedUpstream.beginStream(out, "text/event-stream");
            ScriptedUpstream.chunk(out, "data: 1\n\n");
            await(more);
            ScriptedUpstream.chunk(out, "data: 2\n\n");
            ScriptedUpstream.end(out);
        });
        var url = gateway.service().url();
        try (var socket = open("R-open")) {
            var in = socket.getInputStream();
            assertThat((char) in.read()).isEqualTo('H');
            var open = gateway.file("R-open.json");
            assertThat(open.path("status").asString()).isEqualTo("open");
            assertThat(open.path("resolved").path("name").asString()).isEqualTo("one" + suffix);
            var rows = gateway.http().get("/receipts/R-open").json().path("receipts");
            assertThat(rows.get(0)).isEqualTo(open);
            more.countDown();
            in.readNBytes(200);
            eventually("closed", () -> status("R-open").equals("ok"));
            assertThat(url).isNotNull();
        }
        var rows = gateway.http().get("/receipts/R-open").json().path("receipts");
        assertThat(rows.size()).isEqualTo(1);
        assertThat(rows.get(0).path("status").asString()).isEqualTo("ok");
    }

    private static String status(String runId) {
        return gateway.file(runId + ".json").path("status").asString();
    }

    private static Socket open(String runId) throws IOException {
        var url = gateway.service().url();
        var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort());
        socket.setSoTimeout(20_000);
        var body = GatewayFixture.body("\"run_id\":\"" + runId + "\"");
        ScriptedUpstream.send(
                socket.getOutputStream(),
                "POST /invoke HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                        + "Accept: text/event-stream\r\nContent-Type: application/json\r\n"
                        + "Content-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length
                        + "\r\n\r\n"
                        + body);
        return socket;
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void a_stream_that_breaks_is_told_as_an_error_and_nobody_else_is_tried() {
        first.play((call, out) -> {
            ScriptedUpstream.beginStream(out, "text/event-stream");
            ScriptedUpstream.chunk(out, "event: chunk\ndata: {\"text\":\"half\"}\n\n");
            throw new IOException("hangs up");
        });

        var frames = frames(stream("\"run_id\":\"R-broken\""));

        assertThat(frames.stream().map(Frame::event)).containsExactly("chunk", "error");
        var problem = frames.get(1).json();
        assertThat(problem.path("status").asInt()).isEqualTo(502);
        assertThat(problem.path("run_id").asString()).isEqualTo("R-broken");
        assertThat(status("R-broken")).isEqualTo("interrupted");
        assertThat(second.calls()).isEmpty();
    }

    @Test
    void an_error_event_of_the_service_ends_the_stream_as_an_error() {
        first.play(
                ScriptedUpstream.streaming(
                        "data: {\"text\":\"half\"}\n\n", "event: error\ndata: {}\n\n"));

        var frames = frames(stream("\"run_id\":\"R-err\""));

        assertThat(frames.getLast().event()).isEqualTo("error");
        assertThat(status("R-err")).isEqualTo("interrupted");
    }

    @Test
    void before_the_first_piece_a_failure_moves_on_to_the_next() {
        for (var script :
                List.of(
                        ScriptedUpstream.streaming(),
                        ScriptedUpstream.streaming("event: error\ndata: {}\n\n"),
                        ScriptedUpstream.json(500, "{}"))) {
            first.play(script);
            assertThat(frames(stream("")).getFirst().json().path("text").asString())
                    .isEqualTo("two");
        }
    }

    @Test
    void a_call_that_fails_before_its_first_piece_is_refused_like_any_other() {
        gateway.route();

        var response = stream("");

        assertThat(response.status()).isEqualTo(404);
        response.problem();
    }

    @Test
    void a_stream_that_outlasts_the_callers_time_is_cut() {
        first.play((call, out) -> {
            ScriptedUpstream.beginStream(out, "text/event-stream");
            ScriptedUpstream.chunk(out, "data: {\"text\":\"x\"}\n\n");
            await(new CountDownLatch(1));
        });

        var frames = frames(stream("\"run_id\":\"R-long\",\"policy\":{\"timeout_s\":0.5}"));

        assertThat(frames.getLast().event()).isEqualTo("error");
        assertThat(gateway.file("R-long.json").path("attempts").get(0).path("outcome").asString())
                .isEqualTo("timeout");
    }

    @Test
    void a_stream_may_last_longer_than_one_candidates_share() {
        first.play((call, out) -> {
            ScriptedUpstream.beginStream(out, "text/event-stream");
            for (int i = 0; i < 4; i++) {
                ScriptedUpstream.chunk(out, "data: {\"text\":\"x\"}\n\n");
                java.util.concurrent.locks.LockSupport.parkNanos(500_000_000);
            }
            ScriptedUpstream.end(out);
        });

        assertThat(frames(stream("\"policy\":{\"timeout_s\":3}")).getLast().event())
                .isEqualTo("receipt");
    }

    @Test
    void other_forms_of_stream_pass_too() {
        first.play(
                ScriptedUpstream.streaming(
                        "data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\n",
                        "data: [DONE]\n\n"));
        var openAi = frames(stream(""));
        assertThat(openAi.stream().map(Frame::event)).containsExactly("chunk", "receipt");

        first.play((call, out) -> {
            ScriptedUpstream.beginStream(out, "application/x-ndjson");
            ScriptedUpstream.chunk(out, "{\"n\":1}\n{\"n\":2}\n");
            ScriptedUpstream.end(out);
        });
        assertThat(frames(stream("")).stream().map(Frame::data).limit(2))
                .containsExactly("{\"n\":1}", "{\"n\":2}");

        first.play(ScriptedUpstream.json(200, "{\"text\":\"whole\"}"));
        var whole = frames(stream(""));
        assertThat(whole.stream().map(Frame::event)).containsExactly("chunk", "receipt");
        assertThat(whole.getFirst().data()).isEqualTo("{\"text\":\"whole\"}");
    }

    @Test
    void a_caller_who_leaves_a_stream_ends_it() throws Exception {
        first.play((call, out) -> {
            ScriptedUpstream.beginStream(out, "text/event-stream");
            while (true) {
                ScriptedUpstream.chunk(out, "data: " + "x".repeat(10_000) + "\n\n");
                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            }
        });
        try (var socket = open("R-left")) {
            socket.getInputStream().readNBytes(500);
        }

        eventually("the receipt is closed", () -> status("R-left").equals("interrupted"));
        assertThat(gateway.file("R-left.json").path("attempts").get(0).path("outcome").asString())
                .isEqualTo("cancelled");
    }
}
