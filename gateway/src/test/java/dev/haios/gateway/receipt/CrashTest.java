package dev.haios.gateway.receipt;

import static dev.haios.gateway.support.FakeRouter.candidate;
import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.gateway.GatewayApplication;
import dev.haios.gateway.support.FakeRouter;
import dev.haios.gateway.support.GatewayFixture;
import dev.haios.gateway.support.GatewayProcess;
import dev.haios.gateway.support.ScriptedUpstream;
import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.TestService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway in a process of its own, killed without warning. */
class CrashTest {

    @TempDir Path home;

    @Test
    void every_answered_call_has_its_receipt_after_a_kill_and_open_streams_are_interrupted()
            throws Exception {
        try (var router = new FakeRouter();
                var quick = ScriptedUpstream.answering("{\"ok\":true}");
                var endless =
                        ScriptedUpstream.playing((call, out) -> {
                            ScriptedUpstream.beginStream(out, "text/event-stream");
                            ScriptedUpstream.chunk(out, "data: 1\n\n");
                            hang();
                        })) {
            List<String> answered;
            try (var gateway = new GatewayProcess(home, router);
                    var stream = new Socket()) {
                router.answer(candidate("endless", endless.url(), 0));
                gateway.awaitNews();
                beginStream(stream, gateway.port());
                router.answer(candidate("quick", quick.url(), 0));
                gateway.awaitNews();
                answered = invokeUntilKilled(gateway);
            }

            assertThat(answered).isNotEmpty();
            try (var again =
                    TestService.start(
                            GatewayApplication.class,
                            home,
                            "haios.peers.provider-router=" + router.url())) {
                for (var runId : answered) {
                    assertThat(again.http().get("/receipts/" + runId).status())
                            .as(runId)
                            .isEqualTo(200);
                    assertThat(home.resolve("artifacts/costs/" + runId + ".json")).exists();
                }
                var orphan = again.http().get("/receipts/R-orphan").json().path("receipts");
                assertThat(orphan.size()).isEqualTo(1);
                assertThat(orphan.get(0).path("status").asString()).isEqualTo("interrupted");
                var raw = again.http().get("/receipts?raw=true&limit=1000").json();
                assertThat(raw.path("receipts").get(0).path("body").asString())
                        .contains("\"status\":\"open\"");
                assertThat(GatewayFixture.text(home.resolve("artifacts/costs/R-orphan.json")))
                        .contains("\"interrupted\"");
            }
        }
    }

    private static void hang() throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void beginStream(Socket socket, int port) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        var body = GatewayFixture.body("\"run_id\":\"R-orphan\"");
        ScriptedUpstream.send(
                socket.getOutputStream(),
                "POST /invoke HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
                        + "Content-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body);
        assertThat(socket.getInputStream().read()).isEqualTo('H');
    }

    private static List<String> invokeUntilKilled(GatewayProcess gateway) throws Exception {
        List<String> answered = new CopyOnWriteArrayList<>();
        var killed = new AtomicBoolean();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(callers.submit(() -> invokeWhileUp(gateway.http(), answered, killed)));
            }
            eventually("calls are answered", () -> answered.size() >= 50);
            gateway.kill();
            killed.set(true);
            for (var one : all) {
                one.get();
            }
        }
        return answered;
    }

    private static void invokeWhileUp(Http http, List<String> answered, AtomicBoolean killed) {
        while (!killed.get()) {
            try {
                var response = http.post("/invoke", GatewayFixture.body(""));
                if (response.status() == 200) {
                    answered.add(response.json().path("run_id").asString());
                }
            } catch (UncheckedIOException e) {
                break;
            }
        }
    }
}
