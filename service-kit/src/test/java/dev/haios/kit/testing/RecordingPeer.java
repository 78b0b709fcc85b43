package dev.haios.kit.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Another service as a test needs it: keeps every request and answers as it is told. It may be
 * stopped and started again on the same port.
 */
public final class RecordingPeer implements AutoCloseable {

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<Call, Answer> script;
    private final LoopbackServer server = LoopbackServer.serving(Map.of("/", this::handle));

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
        return server.url();
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().startsWith(path)).toList();
    }

    /** Stops listening; callers get connection refused. */
    public void goAway() {
        server.goAway();
    }

    public void comeBack() {
        server.comeBack();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var call =
                    new Call(
                            exchange.getRequestMethod(), exchange.getRequestURI().toString(), body);
            calls.add(call);
            var answer = script.apply(call);
            LoopbackServer.answer(exchange, answer.status(), answer.body());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
