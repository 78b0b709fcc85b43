package dev.haios.events;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Measures delivery to many WebSocket clients; run by hand against a running service: {@code
 * FanoutBench <url> <clients> <events per second> <seconds>}. Prints how many events came, and the
 * time from just before the publishing request to the client's reading.
 */
final class FanoutBench {

    private static final Pattern SENT = Pattern.compile("\"sent_ns\":([0-9]+)");

    private final long[] latencies;
    private final AtomicInteger received = new AtomicInteger();

    private FanoutBench(int expected) {
        latencies = new long[expected];
    }

    public static void main(String[] arguments) throws Exception {
        var url = arguments[0];
        int clients = Integer.parseInt(arguments[1]);
        int rate = Integer.parseInt(arguments[2]);
        int events = rate * Integer.parseInt(arguments[3]);
        var bench = new FanoutBench(clients * events);
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var ready = new CountDownLatch(clients);
            for (int i = 0; i < clients; i++) {
                http.newWebSocketBuilder()
                        .buildAsync(
                                URI.create(url.replaceFirst("http", "ws") + "/ws"),
                                bench.new Client(ready))
                        .join()
                        .sendText("{\"subscribe\":{\"types\":[\"bench\"]}}", true)
                        .join();
            }
            if (!ready.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not all clients are subscribed");
            }
            bench.publish(http, url, rate, events);
            bench.report(clients * events);
        }
    }

    private void publish(HttpClient http, String url, int rate, int events)
            throws InterruptedException {
        // A server that cannot follow is to be measured, not buried under open requests.
        var open = new Semaphore(32);
        long began = System.nanoTime();
        for (int i = 0; i < events; i++) {
            LockSupport.parkNanos(began + i * 1_000_000_000L / rate - System.nanoTime());
            var body =
                    "{\"event_type\":\"bench\",\"agent\":\"Architect\",\"sent_ns\":%d,\"pad\":\"%s\"}"
                            .formatted(System.nanoTime(), "x".repeat(120));
            open.acquire();
            var _ =
                    http.sendAsync(
                                    HttpRequest.newBuilder(URI.create(url + "/broadcast"))
                                            .header("Content-Type", "application/json")
                                            .POST(BodyPublishers.ofString(body))
                                            .build(),
                                    BodyHandlers.discarding())
                            .whenComplete((_, _) -> open.release());
        }
        System.out.printf(
                "published %d in %d ms%n", events, (System.nanoTime() - began) / 1_000_000);
    }

    private void report(int expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (received.get() < expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(10_000_000);
        }
        int count = received.get();
        var sorted = Arrays.copyOf(latencies, count);
        Arrays.sort(sorted);
        System.out.printf(
                "received %d of %d; ms p50 %.1f p95 %.1f p99 %.1f max %.1f%n",
                count,
                expected,
                sorted[count / 2] / 1e6,
                sorted[(int) (count * 0.95)] / 1e6,
                sorted[(int) (count * 0.99)] / 1e6,
                sorted[count - 1] / 1e6);
    }

    private final class Client implements WebSocket.Listener {

        private final CountDownLatch ready;
        private final StringBuilder partial = new StringBuilder();
        private boolean subscribed;

        Client(CountDownLatch ready) {
            this.ready = ready;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence text, boolean last) {
            partial.append(text);
            if (last) {
                if (!subscribed && partial.indexOf("\"subscribed\"") >= 0) {
                    subscribed = true;
                    ready.countDown();
                }
                long now = System.nanoTime();
                var sent = SENT.matcher(partial);
                while (sent.find()) {
                    latencies[received.getAndIncrement()] = now - Long.parseLong(sent.group(1));
                }
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
