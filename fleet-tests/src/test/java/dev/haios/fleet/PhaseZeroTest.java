package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.Http;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From registration to eviction: the registry, the monitor and the event stream together. */
class PhaseZeroTest {

    @TempDir static Path home;
    static Fleet fleet;
    static Http registry;

    @BeforeAll
    static void start() {
        fleet =
                Fleet.start(
                        home,
                        PhaseZeroTest.class,
                        Member.REGISTRY,
                        Member.HEARTBEAT_MONITOR,
                        Member.EVENT_STREAM);
        registry = fleet.http(Member.REGISTRY);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    private static String register(String name, int port) {
        // As documented, but for the rhythm: a beat a second instead of a minute.
        var reply =
                registry.post(
                        "/register",
                        """
                        {
                          "name": "%s",
                          "type": "model",
                          "role": "experimental",
                          "url": "http://127.0.0.1:%d",
                          "caps": ["infer"],
                          "ctx_limit": 32768,
                          "heartbeat_interval_s": 1,
                          "ttl_s": 2
                        }
                        """
                                .formatted(name, port));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json().get("service_id").asString();
    }

    private static List<String> names(String query) {
        return registry.get(query)
                .json()
                .get("items")
                .valueStream()
                .map(item -> item.get("name").asString())
                .toList();
    }

    private static List<JsonNode> alerts(String serviceId) {
        return fleet.http(Member.HEARTBEAT_MONITOR)
                .get("/alerts?service_id=" + serviceId)
                .json()
                .get("alerts")
                .valueStream()
                .toList();
    }

    @Test
    void the_documented_registration_is_accepted_and_found() {
        var reply =
                registry.post(
                        "/register",
                        """
                        {
                          "name": "test-service",
                          "type": "model",
                          "role": "experimental",
                          "url": "http://127.0.0.1:8888",
                          "caps": ["infer"],
                          "ctx_limit": 32768
                        }
                        """);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().get("success").asBoolean()).isTrue();
        assertThat(names("/discover?role=experimental")).contains("test-service");
        assertThat(names("/discover?type=model&role=experimental&cap=infer"))
                .contains("test-service");
        assertThat(names("/discover?role=production&cap=infer")).doesNotContain("test-service");
    }

    @Test
    void a_silent_service_is_warned_about_turned_down_and_deregistered_with_one_alert_each() {
        var id = register("silent", 8881);
        eventually("down", () -> names("/discover?status=down").contains("silent"));
        assertThat(names("/discover?cap=infer")).doesNotContain("silent");
        eventually("deregistered", () -> registry.get("/services/" + id).status() == 404);
        eventually("three alerts", () -> alerts(id).size() >= 3);
        assertThat(alerts(id))
                .extracting(alert -> alert.get("action").asString())
                .containsExactlyInAnyOrder("warning", "marked_down", "deregistered");
        assertThat(alerts(id))
                .allSatisfy(alert -> {
                    assertThat(alert.get("alert_type").asString()).isEqualTo("heartbeat_miss");
                    assertThat(alert.get("service_name").asString()).isEqualTo("silent");
                });
        var stream = fleet.http(Member.EVENT_STREAM);
        eventually(
                "the alerts are on the event stream",
                () -> onStream(stream, "alert", id).size() == 3);
        assertThat(onStream(stream, "alert", id))
                .extracting(event -> event.get("action").asString())
                .containsExactly("warning", "marked_down", "deregistered");
        assertThat(onStream(stream, "service_deregistered", id)).hasSize(1);
    }

    private static List<JsonNode> onStream(Http stream, String type, String serviceId) {
        return stream.get("/events?type=" + type + "&limit=1000")
                .json()
                .get("events")
                .valueStream()
                .filter(event -> event.path("service_id").asString("").equals(serviceId))
                .toList();
    }

    @Test
    void a_beat_revives_a_service_that_was_down() {
        var id = register("sleeper", 8882);
        eventually("down", () -> names("/discover?status=down").contains("sleeper"));
        var beat = registry.put("/heartbeat", Map.of("service_id", id, "status", "ok"));
        assertThat(beat.status()).isEqualTo(200);
        assertThat(names("/discover?cap=infer")).contains("sleeper");
        eventually(
                "restored is told",
                () ->
                        alerts(id).stream()
                                .anyMatch(alert ->
                                        alert.get("alert_type")
                                                .asString()
                                                .equals("heartbeat_restored")));
    }

    @Test
    void a_heartbeat_reaches_subscribers_within_moments() throws IOException {
        var id = register("Architect", 8883);
        try (var sse = Subscriber.overSse(fleet.url(Member.EVENT_STREAM));
                var socket = Subscriber.overWebSocket(fleet.url(Member.EVENT_STREAM))) {
            var beat =
                    Map.of(
                            "service_id",
                            id,
                            "status",
                            "running",
                            "agent",
                            "Architect",
                            "run_id",
                            "R-001",
                            "progress",
                            0.35,
                            "token_usage",
                            Map.of("ctx_used", 8000, "ctx_limit", 16000),
                            "resources",
                            Map.of("cpu", 2.5, "mem_mb", 4096));
            long sent = System.nanoTime();
            eventually(
                    "both hear it",
                    () -> {
                        // Either subscription may begin a moment after the first beat.
                        registry.put("/heartbeat", beat);
                        return heardArchitect(sse) && heardArchitect(socket);
                    });
            System.out.printf(
                    "beat to subscribers: %d ms%n", (System.nanoTime() - sent) / 1_000_000);
            var event = architect(sse);
            assertThat(event.get("status").asString()).isEqualTo("running");
            assertThat(event.get("run_id").asString()).isEqualTo("R-001");
            assertThat(event.at("/token_usage/ctx_used").asInt()).isEqualTo(8000);
            assertThat(event.at("/resources/mem_mb").asInt()).isEqualTo(4096);
        }
    }

    private static boolean heardArchitect(Subscriber subscriber) {
        return subscriber.heard("heartbeat").stream()
                .anyMatch(event -> event.path("agent").asString("").equals("Architect"));
    }

    private static JsonNode architect(Subscriber subscriber) {
        return subscriber.heard("heartbeat").stream()
                .filter(event -> event.path("agent").asString("").equals("Architect"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_registry_that_is_killed_forgets_nothing() {
        var reply =
                registry.post(
                        "/register",
                        """
                        {"name":"keeper","type":"tool","role":"staging","url":"http://127.0.0.1:8884",
                         "caps":["keep"],"labels":{"parent":null,"tier":"coordinator"}}
                        """);
        var id = reply.json().get("service_id").asString();
        registry.post(
                "/promote", Map.of("service_id", id, "from_role", "staging", "to_role", "canary"));
        fleet.kill(Member.REGISTRY);
        fleet.restart(Member.REGISTRY);
        var kept = registry.get("/services/" + id).json();
        assertThat(kept.get("name").asString()).isEqualTo("keeper");
        assertThat(kept.get("role").asString()).isEqualTo("canary");
        assertThat(kept.at("/labels/tier").asString()).isEqualTo("coordinator");
        assertThat(names("/discover?cap=keep")).containsExactly("keeper");
        eventually(
                "the other members are still registered",
                () -> names("/services").containsAll(List.of("heartbeat_monitor", "event_stream")));
    }
}
