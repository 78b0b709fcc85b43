package dev.haios.fleet;

import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Listens to the event stream, over server-sent events or a WebSocket, and keeps what it hears. */
final class Subscriber implements AutoCloseable {

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    private Subscriber() {}

    static Subscriber overSse(URI stream) {
        var subscriber = new Subscriber();
        var request =
                HttpRequest.newBuilder(URI.create(stream + "/stream"))
                        .header("Accept", "text/event-stream")
                        .build();
        CompletableFuture<HttpResponse<Stream<String>>> response =
                subscriber.client.sendAsync(request, HttpResponse.BodyHandlers.ofLines());
        var lines = response.join().body();
        Thread.ofVirtual()
                .start(() ->
                        lines.filter(line -> line.startsWith("data:"))
                                .forEach(line -> subscriber.hear(line.substring(5))));
        return subscriber;
    }

    static Subscriber overWebSocket(URI stream) {
        var subscriber = new Subscriber();
        var address = URI.create(stream.toString().replaceFirst("http", "ws") + "/ws");
        var socket =
                subscriber
                        .client
                        .newWebSocketBuilder()
                        .buildAsync(address, subscriber.new Frames())
                        .join();
        socket.sendText("{\"subscribe\":{}}", true).join();
        return subscriber;
    }

    private final class Frames implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                hear(text.toString());
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, part, last);
        }
    }

    private void hear(String json) {
        var message = Wire.lenient().readTree(json);
        if (message.has("events")) {
            message.get("events").forEach(events::add);
        } else {
            events.add(message.has("event") ? message.get("event") : message);
        }
    }

    /** Events of a type heard so far, in order. */
    List<JsonNode> heard(String type) {
        return events.stream()
                .filter(event -> event.path("event_type").asString("").equals(type))
                .toList();
    }

    @Override
    public void close() throws IOException {
        client.shutdownNow();
    }
}
