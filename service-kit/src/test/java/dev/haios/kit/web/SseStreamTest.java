package dev.haios.kit.web;

import static dev.haios.kit.testing.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.access.ServiceCredential;
import dev.haios.kit.http.HttpSettings;
import dev.haios.kit.http.OutboundHttp;
import dev.haios.kit.http.SseClient;
import dev.haios.kit.http.SseFollower;
import dev.haios.kit.testing.TestService;
import dev.haios.kit.toy.ToyApplication;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event streams from one service to another, over real HTTP. */
class SseStreamTest {

    private static final class Heard implements SseFollower.Listener {
        final List<SseFollower.Message> messages = new CopyOnWriteArrayList<>();
        final AtomicInteger connected = new AtomicInteger();
        final AtomicInteger disconnected = new AtomicInteger();

        @Override
        public void connected() {
            connected.incrementAndGet();
        }

        @Override
        public void message(SseFollower.Message message) {
            messages.add(message);
        }

        @Override
        public void disconnected() {
            disconnected.incrementAndGet();
        }
    }

    private static void follow(String address, Heard heard, Runnable meanwhile) throws IOException {
        follow(address, Duration.ofSeconds(20), heard, meanwhile);
    }

    private static void follow(String address, Duration silence, Heard heard, Runnable meanwhile)
            throws IOException {
        var outbound =
                new OutboundHttp(
                        new HttpSettings(
                                Duration.ofSeconds(2), Duration.ofSeconds(10), silence, 10),
                        new SimpleMeterRegistry());
        try (var client = outbound.client();
                var follower =
                        new SseClient(client, new ServiceCredential(null), silence)
                                .follower("test", id -> URI.create(address), heard)) {
            follower.start();
            meanwhile.run();
        }
    }

    @Test
    void frames_arrive_in_order_with_ids_and_types(@TempDir Path home) throws IOException {
        var heard = new Heard();
        try (var toy = TestService.start(ToyApplication.class, home)) {
            follow(
                    toy.url() + "/stream?frames=5&capacity=10",
                    heard,
                    () -> eventually("all five", () -> heard.messages.size() >= 5));
        }
        assertThat(heard.messages.subList(0, 5))
                .extracting(SseFollower.Message::id)
                .containsExactly("1", "2", "3", "4", "5");
        assertThat(heard.messages.getFirst())
                .isEqualTo(new SseFollower.Message("1", "thing", "{\"n\":1}"));
    }

    @Test
    void a_quiet_stream_is_kept_alive(@TempDir Path home) throws IOException {
        try (var toy =
                        TestService.start(
                                ToyApplication.class, home, "haios.web.stream-keep-alive=10ms");
                var open =
                        URI.create(toy.url() + "/stream?frames=0&capacity=3").toURL().openStream();
                var lines = new BufferedReader(new InputStreamReader(open, UTF_8))) {
            for (int i = 0; i < 3; i++) {
                assertThat(lines.readLine()).isEqualTo(": keep-alive");
                assertThat(lines.readLine()).isEmpty();
            }
        }
    }

    @Test
    void a_stream_that_says_nothing_for_too_long_is_opened_again(@TempDir Path home)
            throws IOException {
        var heard = new Heard();
        try (var toy = TestService.start(ToyApplication.class, home)) {
            follow(
                    toy.url() + "/stream?frames=0&capacity=3",
                    Duration.ofMillis(50),
                    heard,
                    () -> eventually("opened again", () -> heard.connected.get() >= 3));
        }
        assertThat(heard.disconnected.get()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void a_client_that_is_too_slow_is_told_to_start_over(@TempDir Path home) throws IOException {
        var heard = new Heard();
        try (var toy = TestService.start(ToyApplication.class, home)) {
            follow(
                    toy.url() + "/stream?frames=9&capacity=3",
                    heard,
                    () ->
                            eventually(
                                    "reset",
                                    () ->
                                            heard.messages.stream()
                                                    .anyMatch(m -> m.event().equals("reset"))));
        }
        assertThat(heard.messages.subList(0, 4))
                .extracting(SseFollower.Message::event)
                .containsExactly("thing", "thing", "thing", "reset");
    }

    @Test
    void a_stopping_service_ends_its_streams_and_the_follower_comes_back(@TempDir Path home)
            throws IOException {
        var heard = new Heard();
        var toy = TestService.start(ToyApplication.class, home);
        int port = toy.url().getPort();
        follow(
                "http://127.0.0.1:" + port + "/stream?frames=1&capacity=3",
                heard,
                () -> {
                    eventually("connected", () -> heard.messages.size() == 1);
                    long start = System.nanoTime();
                    toy.close();
                    assertThat(Duration.ofNanos(System.nanoTime() - start))
                            .isLessThan(Duration.ofSeconds(9));
                    eventually("loss noticed", () -> heard.disconnected.get() == 1);
                    try (var _ =
                            TestService.start(ToyApplication.class, home, "server.port=" + port)) {
                        eventually("connected again", () -> heard.connected.get() == 2);
                    }
                });
    }
}
