package dev.haios.fleet;

import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Follows the event stream as a client that must not miss anything: it comes back after every loss,
 * with the cursor of the last event it has.
 */
final class Follower implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(25);

    private final URI stream;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<JsonNode> gaps = new CopyOnWriteArrayList<>();
    private volatile Cursor cursor;
    private volatile boolean closed;
    private final AtomicInteger connections = new AtomicInteger();

    private Follower(URI stream, Cursor from) {
        this.stream = stream;
        this.cursor = from;
    }

    /** One way of listening; returns or throws when the connection is lost. */
    @FunctionalInterface
    private interface Listening {
        void until() throws IOException;
    }

    static Follower overSse(URI stream, Cursor from) {
        var follower = new Follower(stream, from);
        return follower.keep(follower::listenOverSse);
    }

    static Follower overWebSocket(URI stream, Cursor from) {
        var follower = new Follower(stream, from);
        return follower.keep(follower::listenOverWebSocket);
    }

    /** Events heard so far, in the order in which they came. */
    List<JsonNode> events() {
        return List.copyOf(events);
    }

    List<JsonNode> events(String type) {
        return events.stream()
                .filter(event -> event.path("event_type").asString("").equals(type))
                .toList();
    }

    /** What the stream said that this follower lost. */
    List<JsonNode> gaps() {
        return List.copyOf(gaps);
    }

    /** How often it connected. */
    int connections() {
        return connections.get();
    }

    Cursor cursor() {
        return cursor;
    }

    private Follower keep(Listening listening) {
        Thread.ofVirtual()
                .name("follower")
                .start(() -> {
                    while (!closed) {
                        try {
                            listening.until();
                        } catch (IOException | UncheckedIOException | CompletionException e) {
                            // The stream is away; that is what this follower is for.
                            LockSupport.parkNanos(PAUSE.toNanos());
                        }
                    }
                });
        return this;
    }

    private void listenOverSse() throws IOException {
        var from = cursor;
        var request =
                HttpRequest.newBuilder(URI.create(stream + "/stream"))
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", from.epoch() + "-" + from.seq())
                        .build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofLines());
            connections.incrementAndGet();
            try (var lines = response.body()) {
                lines.filter(line -> line.startsWith("data:"))
                        .forEach(line -> hear(line.substring(5)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private void listenOverWebSocket() {
        var from = cursor;
        var frames = new Frames();
        var socket =
                client.newWebSocketBuilder()
                        .buildAsync(
                                URI.create(stream.toString().replaceFirst("http", "ws") + "/ws"),
                                frames)
                        .join();
        connections.incrementAndGet();
        socket.sendText(
                        "{\"subscribe\":{\"after\":%d,\"epoch\":%d}}"
                                .formatted(from.seq(), from.epoch()),
                        true)
                .join();
        frames.ended.join();
    }

    private final class Frames implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                hear(text.toString());
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, part, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            ended.complete(null);
            return WebSocket.Listener.super.onClose(socket, status, reason);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.completeExceptionally(error);
        }
    }

    private void hear(String json) {
        var message = Wire.lenient().readTree(json);
        if (message.has("events")) {
            message.get("events").forEach(this::take);
        } else if (message.has("event")) {
            take(message.get("event"));
        } else if (message.has("gap") || message.has("lost")) {
            gaps.add(message);
        } else if (message.has("seq")) {
            take(message);
        }
    }

    private void take(JsonNode event) {
        events.add(event);
        cursor = new Cursor(event.get("epoch").asLong(), event.get("seq").asLong());
    }

    @Override
    public void close() {
        closed = true;
        client.shutdownNow();
    }
}
