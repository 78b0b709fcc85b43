package dev.haios.events;

import static dev.haios.kit.testing.Eventually.eventually;

import dev.haios.contracts.schema.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A WebSocket client that keeps every frame and reads only while it is told to. */
final class WsListener implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private volatile boolean reading = true;
    private volatile int closeCode;
    private final AtomicInteger pings = new AtomicInteger();

    private WsListener(URI service, String... headers) {
        var builder = CLIENT.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(URI.create("ws" + ws(service)), this).join();
    }

    private static String ws(URI service) {
        return service.toString().substring("http".length()) + "/ws";
    }

    /** Connects and waits until the server has greeted it. */
    static WsListener connect(URI service, String... headers) {
        var listener = new WsListener(service, headers);
        listener.frame("connected");
        return listener;
    }

    /** Connects and listens: everything published from now on will come. */
    static WsListener subscribed(URI service, String subscription) {
        var listener = connect(service);
        listener.send("{\"subscribe\":" + subscription + "}");
        listener.frame("subscribed");
        return listener;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        partial.append(text);
        if (last) {
            frames.add(Wire.lenient().readTree(partial.toString()));
            partial.setLength(0);
        }
        if (reading) {
            from.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        pings.incrementAndGet();
        from.request(1);
        return null;
    }

    int pings() {
        return pings.get();
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeCode = code;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closeCode = closeCode == 0 ? 1006 : closeCode;
    }

    WsListener send(String frame) {
        socket.sendText(frame, true).join();
        return this;
    }

    WebSocket socket() {
        return socket;
    }

    void stopReading() {
        reading = false;
    }

    void readOn() {
        reading = true;
        socket.request(1);
    }

    List<JsonNode> frames() {
        return frames;
    }

    /** The first frame with this member, once it is there. */
    JsonNode frame(String member) {
        Predicate<JsonNode> wanted = frame -> frame.has(member);
        eventually("a frame with " + member, () -> frames.stream().anyMatch(wanted));
        return frames.stream().filter(wanted).findFirst().orElseThrow().get(member);
    }

    /** All events so far, in the order they came. */
    List<JsonNode> events() {
        var events = new ArrayList<JsonNode>();
        for (var frame : frames) {
            if (frame.has("event")) {
                events.add(frame.get("event"));
            }
            frame.path("events").forEach(events::add);
        }
        return events;
    }

    List<Long> seqs() {
        return events().stream().map(event -> event.get("seq").asLong()).toList();
    }

    long lost() {
        return frames.stream().mapToLong(frame -> frame.path("gap").path("lost").asLong(0)).sum();
    }

    int closeCode() {
        eventually("closed", () -> closeCode != 0);
        return closeCode;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
