package dev.haios.kit.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Another service as a test needs it: a real HTTP server on a random loopback port that keeps every
 * request and answers as it is told. It may be stopped and started again on the same port.
 */
public final class RecordingPeer implements AutoCloseable {

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<Call, Answer> script;
    private HttpServer server;
    private final int port;

    /**
     * One request as it came in.
     *
     * @param path with its query
     */
    public record Call(String method, String path, String body) {}

    /**
     * One answer.
     *
     * @param body JSON text
     */
    public record Answer(int status, String body) {

        public static Answer ok(String body) {
            return new Answer(200, body);
        }
    }

    private RecordingPeer(Function<Call, Answer> script) {
        this.script = script;
        this.server = listen(0);
        this.port = server.getAddress().getPort();
    }

    public static RecordingPeer answering(Function<Call, Answer> script) {
        return new RecordingPeer(script);
    }

    /** Answers 200 and an empty object to everything. */
    public static RecordingPeer agreeing() {
        return new RecordingPeer(call -> Answer.ok("{}"));
    }

    public void answer(Function<Call, Answer> other) {
        script = other;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().startsWith(path)).toList();
    }

    /** Stops listening; callers get connection refused. */
    public void goAway() {
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
            listening.createContext("/", this::handle);
            listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var call =
                    new Call(
                            exchange.getRequestMethod(), exchange.getRequestURI().toString(), body);
            calls.add(call);
            var answer = script.apply(call);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            answer.status() < 400
                                    ? "application/json"
                                    : "application/problem+json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
