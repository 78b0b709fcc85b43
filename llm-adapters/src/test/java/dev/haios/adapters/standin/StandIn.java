package dev.haios.adapters.standin;

import com.sun.net.httpserver.HttpExchange;
import dev.haios.kit.testing.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** A provider on loopback: answers what is queued, else a greeting. */
public final class StandIn implements AutoCloseable {

    /** Longer than any test waits for anything else. */
    private static final long PATIENCE_S = 120;

    private final Format format;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Queue<Function<Asked, Scene>> acts = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch abandoned = new CountDownLatch(1);
    private final LoopbackServer server = LoopbackServer.serving(Map.of("/", this::handle));
    private volatile String key;

    public StandIn(Format format, String key) {
        this.format = format;
        this.key = key;
    }

    public URI url() {
        return URI.create(server.url() + format.basePath());
    }

    /** From now on this is the key of a customer, and no other. */
    public void changeKey(String other) {
        key = other;
    }

    /** What came in since the last reset, oldest first. */
    public List<Asked> asked() {
        return asked;
    }

    /** Forgets what came in and what was to be played. */
    public void reset() {
        asked.clear();
        acts.clear();
    }

    /** Answers so next, whole or streamed as asked. */
    public void says(Said said) {
        acts.add(request -> answer(said, request));
    }

    public void refuses(No no) {
        plays(format.refusal(no));
    }

    public void plays(Scene scene) {
        acts.add(_ -> scene);
    }

    /** Streams what the model says, but nothing that would end it, and then this. */
    public void streamsWithoutEnd(Said said, Scene.Ending ending) {
        plays(Scene.stream(format.opening(said), ending));
    }

    /** Streams the beginning and then says that it failed. */
    public void failsWhileStreaming(Said said) {
        plays(
                Scene.stream(
                        Stream.concat(format.opening(said).stream(), Stream.of(format.failure()))
                                .toList(),
                        Scene.Ending.END));
    }

    /** Streams the same frames again and again, until nobody reads them any more. */
    public void neverStops(Said said) {
        plays(Scene.stream(format.opening(said), Scene.Ending.FOREVER));
    }

    /** Whether somebody stopped reading what {@link #neverStops}. */
    public boolean wasAbandoned() {
        return abandoned.getCount() == 0;
    }

    public void goAway() {
        server.goAway();
    }

    public void comeBack() {
        server.comeBack();
    }

    private Scene answer(Said said, Asked request) {
        if (!format.isStreamed(request)) {
            return format.whole(said);
        }
        var frames =
                Stream.concat(format.opening(said).stream(), format.closing(said).stream())
                        .toList();
        return Scene.stream(frames, Scene.Ending.END);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request = Asked.of(exchange);
        asked.add(request);
        var objection = format.objection(request, key);
        var act = objection == null ? acts.poll() : null;
        var scene =
                objection != null
                        ? objection
                        : act != null ? act.apply(request) : answer(Said.GREETING, request);
        try (exchange) {
            play(scene, exchange);
        }
    }

    private void play(Scene scene, HttpExchange exchange) throws IOException {
        scene.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", scene.contentType());
        var pieces =
                scene.pieces().stream()
                        .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
                        .toList();
        // A length that is never reached makes the server cut the connection at the end.
        long promised =
                scene.ending() == Scene.Ending.CUT
                        ? pieces.stream().mapToLong(piece -> piece.length).sum() + 1
                        : 0;
        exchange.sendResponseHeaders(scene.status(), promised);
        send(pieces, exchange);
        switch (scene.ending()) {
            case END, CUT -> {}
            case SILENCE -> await(closing);
            case FOREVER -> sendUntilAbandoned(pieces, exchange);
        }
    }

    private void sendUntilAbandoned(List<byte[]> pieces, HttpExchange exchange) {
        try {
            while (closing.getCount() > 0) {
                send(pieces, exchange);
            }
        } catch (IOException e) {
            abandoned.countDown();
        }
    }

    private static void send(List<byte[]> pieces, HttpExchange exchange) throws IOException {
        for (var piece : pieces) {
            exchange.getResponseBody().write(piece);
            exchange.getResponseBody().flush();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the stand-in was never closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.close();
    }
}
