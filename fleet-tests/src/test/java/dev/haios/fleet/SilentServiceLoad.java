package dev.haios.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.Http;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A service that falls silent, is found out, and comes back, over and over. */
final class SilentServiceLoad implements Load.Client {

    private final Http registry;
    private final Http monitor;
    private final String name;
    private final List<Silence> silences = new ArrayList<>();
    private String id = "";

    /** A silence that was found out. */
    private record Silence(String serviceId, String since) {}

    SilentServiceLoad(Http registry, Http monitor, String name) {
        this.registry = registry;
        this.monitor = monitor;
        this.name = name;
    }

    /** From a beat to the alert that it was the last one. */
    @Override
    public void step() {
        if (id.isEmpty() || beat() == 404) {
            register();
            beat();
        }
        var since =
                Load.answered(() -> registry.get("/services/" + id))
                        .json()
                        .path("last_heartbeat_ts")
                        .asString("");
        Load.answered(
                () -> monitor.get("/alerts?service_id=" + id + "&limit=1000"),
                answer ->
                        answer.status() == 200
                                && answer.json()
                                        .get("alerts")
                                        .valueStream()
                                        .anyMatch(alert -> tellsOf(alert, since)));
        silences.add(new Silence(id, since));
    }

    private static boolean tellsOf(JsonNode alert, String since) {
        var action = alert.path("action").asString("");
        return alert.path("last_seen").asString("").equals(since)
                && (action.equals("marked_down") || action.equals("deregistered"));
    }

    private void register() {
        var answer =
                Load.answered(() ->
                        registry.post(
                                "/register",
                                """
                                {"name":"%s","type":"agent","role":"experimental",
                                 "url":"http://127.0.0.1:1","caps":["vanish"],
                                 "heartbeat_interval_s":1,"ttl_s":1}
                                """
                                        .formatted(name)));
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        id = answer.json().get("service_id").asString();
    }

    private int beat() {
        return Load.answered(
                        () -> registry.put("/heartbeat", Map.of("service_id", id, "status", "ok")))
                .status();
    }

    int acknowledged() {
        return silences.size();
    }

    /** Every silence was told, and no step of it twice. */
    void verify(List<JsonNode> alerts) {
        Map<Silence, List<String>> told = new HashMap<>();
        for (var alert : alerts) {
            if (alert.path("service_name").asString("").equals(name)) {
                told.computeIfAbsent(
                                new Silence(
                                        alert.get("service_id").asString(),
                                        alert.get("last_seen").asString()),
                                _ -> new ArrayList<>())
                        .add(alert.path("action").asString("restored"));
            }
        }
        told.forEach((silence, actions) ->
                assertThat(actions).as("alerts of %s", silence).doesNotHaveDuplicates());
        assertThat(told.keySet()).containsAll(new HashSet<>(silences));
    }
}
