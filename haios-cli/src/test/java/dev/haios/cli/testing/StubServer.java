package dev.haios.cli.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A real HTTP server that answers as it was told and remembers what it was asked. Answers are told
 * per "METHOD /path"; several for one path are given in turn, the last one for ever.
 */
public final class StubServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    private record Answer(int status, String type, String body) {}

    /** One request as it came; {@code target} is path and query. */
    public record Asked(String method, String target, Map<String, String> headers, String body) {}

    public StubServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public StubServer on(String request, int status, String json) {
        return on(request, status, "application/json", json);
    }

    public StubServer stream(String request, String events) {
        return on(request, 200, "text/event-stream", events);
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public Asked last() {
        return asked().getLast();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private synchronized StubServer on(String request, int status, String type, String body) {
        answers.computeIfAbsent(request, any -> new ArrayDeque<>())
                .add(new Answer(status, type, body));
        return this;
    }

    private synchronized Answer next(String request) {
        Deque<Answer> turn = answers.get(request);
        if (turn == null) {
            return new Answer(
                    404,
                    "application/problem+json",
                    "{\"title\":\"Not found\",\"status\":404,\"detail\":\"nothing at "
                            + request
                            + "\"}");
        }
        return turn.size() > 1 ? turn.removeFirst() : turn.getFirst();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name, values.getFirst()));
        asked.add(
                new Asked(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        headers,
                        body));
        Answer answer =
                next(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
