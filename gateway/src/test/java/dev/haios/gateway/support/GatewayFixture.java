package dev.haios.gateway.support;

import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.routing.Rejection;
import dev.haios.contracts.schema.Wire;
import dev.haios.gateway.GatewayApplication;
import dev.haios.kit.testing.Eventually;
import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.Response;
import dev.haios.kit.testing.TestService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A gateway with its router, on a scratch home. */
public final class GatewayFixture implements AutoCloseable {

    private final Path home;
    private final FakeRouter router;
    private final String[] properties;
    private TestService service;

    public GatewayFixture(Path home, String... properties) {
        this.home = home;
        this.router = new FakeRouter();
        var all = new ArrayList<>(List.of(properties));
        all.add("haios.peers.provider-router=" + router.url());
        this.properties = all.toArray(String[]::new);
        this.service = start();
    }

    private TestService start() {
        var started = TestService.start(GatewayApplication.class, home, properties);
        Eventually.eventually(
                "the watch is connected",
                () -> started.http().get("/health").json().path("router_version").asLong(-1) > 0);
        return started;
    }

    public FakeRouter router() {
        return router;
    }

    /** Other candidates from now on; returns when the gateway has heard of them. */
    public void route(Candidate... candidates) {
        router.answer(candidates);
        awaitNews();
    }

    /** Nobody but these, who cannot, from now on. */
    public void reject(Rejection... rejected) {
        router.reject(rejected);
        awaitNews();
    }

    private void awaitNews() {
        Eventually.eventually(
                "the gateway has heard of it",
                () ->
                        http().get("/health").json().path("router_version").asLong()
                                == router.version());
    }

    public Http http() {
        return service.http();
    }

    public TestService service() {
        return service;
    }

    public Path home() {
        return home;
    }

    /** Ends the gateway in order. */
    public void stop() {
        service.close();
    }

    public void startAgain() {
        service = start();
    }

    /** A call for capability {@code do}; the rest of the request as JSON members. */
    public Response invoke(String members) {
        return http().post("/invoke", body(members));
    }

    public Response invoke() {
        return invoke("");
    }

    public static String body(String members) {
        return "{\"target\":{\"require_caps\":[\"do\"]}"
                + (members.contains("\"payload\"") ? "" : ",\"payload\":{\"text\":\"hello\"}")
                + (members.isEmpty() ? "" : "," + members)
                + "}";
    }

    public JsonNode file(String name) {
        return Wire.mapper().readTree(text(costs().resolve(name)));
    }

    public Path costs() {
        return home.resolve("artifacts/costs");
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a metric's line that begins so. */
    public double metric(String begin) {
        return http().get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(begin))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        service.close();
        router.close();
    }
}
