package dev.haios.monitor;

import dev.haios.kit.store.Store;
import dev.haios.kit.testing.Eventually;
import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.Response;
import dev.haios.kit.testing.SettableTime;
import dev.haios.kit.testing.TestService;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A running monitor that sweeps when it starts and when it is told to. */
public final class MonitorUnderTest implements AutoCloseable {

    private final TestService service;

    private MonitorUnderTest(TestService service) {
        this.service = service;
    }

    /** Starts, and returns when the first sweep is over, well or not. */
    public static MonitorUnderTest start(
            Path home, SettableTime time, FakeRegistry registry, String... properties) {
        var all = new ArrayList<>(List.of(properties));
        if (all.stream().noneMatch(property -> property.contains("sweep-every"))) {
            all.add("haios.monitor.sweep-every=1h");
        }
        all.add("haios.peers.registry=" + registry.url());
        var monitor =
                new MonitorUnderTest(
                        TestService.start(
                                MonitorApplication.class, home, time, all.toArray(String[]::new)));
        Eventually.eventually(
                "first sweep",
                () ->
                        !monitor.stats("status").equals("never")
                                || monitor.health("status").equals("degraded"));
        return monitor;
    }

    public Http http() {
        return service.http();
    }

    public URI url() {
        return service.url();
    }

    public Response sweep() {
        return http().post("/sweep", "");
    }

    /** What was told so far, each as "service what". */
    public List<String> told() {
        List<String> told = new ArrayList<>();
        for (var alert : alerts("")) {
            told.add(
                    (alert.path("service_id").asString("fleet")
                                    + " "
                                    + alert.path("action")
                                            .asString(alert.path("alert_type").asString()))
                            .strip());
        }
        return told;
    }

    public List<JsonNode> alerts(String query) {
        List<JsonNode> alerts = new ArrayList<>();
        http().get("/alerts" + query).json().path("alerts").forEach(alerts::add);
        return alerts;
    }

    public String stats(String field) {
        return http().get("/stats").json().path(field).asString("");
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

    /** Changes the schema or rows behind the service's back. */
    public void sql(String statement) {
        var store = service.bean(Store.class);
        store.write(() -> store.jdbc().sql(statement).update());
    }

    public long rows(String table) {
        var store = service.bean(Store.class);
        return store.read(
                () -> store.jdbc().sql("SELECT count(*) FROM " + table).query(Long.class).single());
    }

    @Override
    public void close() {
        service.close();
    }
}
