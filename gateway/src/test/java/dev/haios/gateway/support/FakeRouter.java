package dev.haios.gateway.support;

import com.sun.net.httpserver.HttpExchange;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.routing.Rejection;
import dev.haios.contracts.routing.RouteReply;
import dev.haios.contracts.routing.RouteRequest;
import dev.haios.contracts.routing.Tier;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.testing.FakeStream;
import dev.haios.kit.testing.LoopbackServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A router that answers every question with the same list and pushes its version when told. */
public final class FakeRouter implements AutoCloseable {

    private final List<RouteRequest> questions = new CopyOnWriteArrayList<>();
    private final FakeStream watch = new FakeStream();
    private volatile List<Candidate> candidates = List.of();
    private volatile List<Rejection> rejected = List.of();
    private volatile long version = 1;
    private final LoopbackServer server =
            LoopbackServer.serving(Map.of("/route", this::route, "/watch", this::watch));

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

    public synchronized void push(long newVersion) {
        version = newVersion;
        watch.send(frame(newVersion));
    }

    public URI url() {
        return server.url();
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
        return watch.clients();
    }

    public void goAway() {
        watch.cut();
        server.goAway();
    }

    public void comeBack() {
        server.comeBack();
    }

    private void route(HttpExchange exchange) throws IOException {
        try (exchange) {
            questions.add(Wire.read(exchange.getRequestBody().readAllBytes(), RouteRequest.class));
            var reply = new RouteReply(new ArrayList<>(candidates), rejected, "m1", 1, version);
            LoopbackServer.answer(exchange, 200, Wire.mapper().writeValueAsString(reply));
        }
    }

    private void watch(HttpExchange exchange) throws IOException {
        var client = watch.join();
        synchronized (this) {
            client.clear();
            client.add(frame(version));
        }
        watch.serve(exchange, client);
    }

    private static String frame(long version) {
        return FakeStream.frame(null, "version", "{\"version\":" + version + "}");
    }

    @Override
    public void close() {
        goAway();
    }
}
