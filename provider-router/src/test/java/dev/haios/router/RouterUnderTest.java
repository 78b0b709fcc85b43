package dev.haios.router;

import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.routing.RouteReply;
import dev.haios.kit.testing.Eventually;
import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.Response;
import dev.haios.kit.testing.SettableTime;
import dev.haios.kit.testing.TestService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

/** A running router with its scratch home, and short ways to ask it. */
public final class RouterUnderTest implements AutoCloseable {

    private final Path home;
    private final TestService service;
    private final SettableTime time;

    private RouterUnderTest(Path home, TestService service, SettableTime time) {
        this.home = home;
        this.service = service;
        this.time = time;
    }

    /** Starts without waiting for the registry. */
    public static RouterUnderTest start(Path home, FakeRegistry registry, String... properties) {
        var time = new SettableTime(Instant.parse("2026-01-01T00:00:00Z"));
        var all = new java.util.ArrayList<>(List.of(properties));
        all.add("haios.router.matrix.check-every=20ms");
        return new RouterUnderTest(
                home,
                TestService.start(
                        RouterApplication.class,
                        home,
                        time,
                        registry.properties(all.toArray(String[]::new))),
                time);
    }

    /** Starts and waits until the registry is followed. */
    public static RouterUnderTest ready(Path home, FakeRegistry registry, String... properties) {
        var router = start(home, registry, properties);
        Eventually.eventually(
                "follows the registry",
                () -> router.stats("services") >= 0 && router.stats("stale_ms") < 0);
        return router;
    }

    public static void writeMatrix(Path home, String json) {
        try {
            var config = Files.createDirectories(home.resolve("config"));
            // Renamed into place: a router that looks meanwhile would report half a file.
            var fresh = Files.writeString(config.resolve("fresh"), json);
            Files.move(
                    fresh,
                    config.resolve("providers.matrix.json"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void matrix(String json) {
        writeMatrix(home, json);
    }

    public Http http() {
        return service.http();
    }

    public URI url() {
        return service.url();
    }

    public SettableTime time() {
        return time;
    }

    public <T> T bean(Class<T> type) {
        return service.bean(type);
    }

    public Response ask(String json) {
        return http().post("/route", json);
    }

    public RouteReply route(String json) {
        var response = ask(json);
        if (response.status() != 200) {
            throw new AssertionError(response.status() + " " + response.body());
        }
        return response.as(RouteReply.class);
    }

    /** Who can do this, best first. */
    public List<String> names(String cap) {
        return route("{\"target\":{\"require_caps\":[\"" + cap + "\"]}}").candidates().stream()
                .map(Candidate::name)
                .toList();
    }

    public long version() {
        return stats("version");
    }

    /** A number of {@code /stats}, or -1 when it is not there. */
    public long stats(String field) {
        return http().get("/stats").json().path(field).asLong(-1);
    }

    public String health(String field) {
        return http().get("/health").json().path(field).asString("");
    }

    public double metric(String line) {
        return http().get("/metrics")
                .body()
                .lines()
                .filter(text -> text.startsWith(line))
                .mapToDouble(text -> Double.parseDouble(text.substring(text.lastIndexOf(' '))))
                .sum();
    }

    @Override
    public void close() {
        service.close();
    }
}
