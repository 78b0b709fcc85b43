package dev.haios.gateway.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.routing.Rejection;
import dev.haios.contracts.routing.RouteReply;
import dev.haios.contracts.routing.RouteRequest;
import dev.haios.contracts.routing.Tier;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A router that answers every question with the same list and pushes its version when told. */
public final class FakeRouter implements AutoCloseable {

    private static final String GOODBYE = "goodbye";

    private final List<RouteRequest> questions = new CopyOnWriteArrayList<>();
    private final List<BlockingQueue<String>> watchers = new CopyOnWriteArrayList<>();
    private volatile List<Candidate> candidates = List.of();
    private volatile List<Rejection> rejected = List.of();
    private volatile long version = 1;
    private HttpServer server;
    private final int port;

    public FakeRouter() {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    /** A local model without price, alone in its tie group unless told otherwise. */
    public static Candidate candidate(String name, URI url, int tie) {
        return candidate(name, url, tie, null, null, ServiceType.MODEL, "/invoke");
    }

    public static Candidate candidate(
            String name,
            URI url,
            int tie,
            @Nullable BigDecimal usdPer1k,
            @Nullable Double p95Ms,
            ServiceType type,
            String path) {
        return new Candidate(
                "id-" + name,
                name,
                url.toString(),
                Tier.LOCAL,
                1,
                "because",
                usdPer1k,
                null,
                null,
                p95Ms,
                Health.OK,
                tie,
                type,
                null,
                null,
                path,
                Map.of());
    }

    /** Other answers from now on, and the news of it to all who watch. */
    public void answer(Candidate... others) {
        candidates = List.of(others);
        rejected = List.of();
        push(version + 1);
    }

    public void reject(Rejection... others) {
        candidates = List.of();
        rejected = List.of(others);
        push(version + 1);
    }

    /** Other answers that nobody is told of. */
    public void answerSilently(Candidate... others) {
        candidates = List.of(others);
    }

    public void push(long newVersion) {
        version = newVersion;
        watchers.forEach(watcher -> watcher.add(frame(newVersion)));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public long version() {
        return version;
    }

    public int questions() {
        return questions.size();
    }

    public RouteRequest lastQuestion() {
        return questions.getLast();
    }

    public int watchers() {
        return watchers.size();
    }

    public void goAway() {
        watchers.forEach(watcher -> watcher.add(GOODBYE));
        server.stop(0);
    }

    public void comeBack() {
        server = listen(port);
    }

    private HttpServer listen(int on) {
        try {
            var listening =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 64);
            listening.createContext("/route", this::route);
            listening.createContext("/watch", this::watch);
            listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        try (exchange) {
            questions.add(Wire.read(exchange.getRequestBody().readAllBytes(), RouteRequest.class));
            byte[] body =
                    Wire.mapper()
                            .writeValueAsBytes(
                                    new RouteReply(
                                            new ArrayList<>(candidates),
                                            rejected,
                                            "m1",
                                            1,
                                            version));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void watch(HttpExchange exchange) throws IOException {
        BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        frames.add(frame(version));
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            watchers.add(frames);
            var out = exchange.getResponseBody();
            for (var frame = frames.take(); !frame.equals(GOODBYE); frame = frames.take()) {
                out.write(frame.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            watchers.remove(frames);
        }
    }

    private static String frame(long version) {
        return "event: version\ndata: {\"version\":" + version + "}\n\n";
    }

    @Override
    public void close() {
        goAway();
    }
}
