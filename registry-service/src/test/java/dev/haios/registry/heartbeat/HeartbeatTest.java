package dev.haios.registry.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.heartbeat.Activity;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.heartbeat.HeartbeatReply;
import dev.haios.contracts.heartbeat.TokenUsage;
import dev.haios.registry.TestRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {

    @TempDir Path home;
    private TestRegistry registry;

    @BeforeEach
    void start() {
        registry = TestRegistry.start(home);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void a_beat_is_answered_with_the_desired_state() {
        var id = registry.register("a");
        assertThat(registry.beat(id, "ok").body())
                .isEqualTo(
                        "{\"success\":true,\"service_id\":\"%s\",\"desired_state\":\"run\"}"
                                .formatted(id));

        registry.http().put("/services/" + id + "/desired_state", "{\"desired_state\":\"pause\"}");

        assertThat(registry.beat(id, "ok").as(HeartbeatReply.class).desiredState().name())
                .isEqualTo("PAUSE");
    }

    @Test
    void a_beat_of_an_unknown_id_is_404() {
        var answer = registry.beat("nobody", "ok");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem().type()).isEqualTo("urn:haios:problem:unknown-service");
        assertThat(registry.list("/services").revision()).isZero();
    }

    @Test
    void health_and_activity_are_kept_apart() {
        var id = registry.register("a");

        registry.beat(id, "degraded");
        assertThat(registry.service(id).status()).isEqualTo(Health.DEGRADED);
        assertThat(registry.service(id).activity()).isNull();

        registry.beat(id, "waiting_approval");
        assertThat(registry.service(id).status()).isEqualTo(Health.OK);
        assertThat(registry.service(id).activity()).isEqualTo(Activity.WAITING_APPROVAL);
    }

    @Test
    void everything_a_beat_says_is_known_afterwards() {
        var id = registry.register("a");
        var answer =
                registry.http()
                        .put(
                                "/heartbeat",
                                """
                                {"service_id":"%s","status":"running","agent":"Architect",
                                 "run_id":"R-001","ts":"2025-11-06T10:30:00Z","progress":0.35,
                                 "message":"thinking",
                                 "token_usage":{"ctx_used":8000,"ctx_limit":16000},
                                 "resources":{"cpu":2.5,"mem_mb":4096},
                                 "p95_ms":12.5,"queue_depth":3,"load":0.4}
                                """
                                        .formatted(id));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var service = registry.service(id);
        assertThat(service.agent()).isEqualTo("Architect");
        assertThat(service.runId()).isEqualTo("R-001");
        assertThat(service.progress()).isEqualTo(0.35);
        assertThat(service.message()).isEqualTo("thinking");
        assertThat(service.tokenUsage()).isEqualTo(new TokenUsage(8000, 16000));
        assertThat(service.resources()).isNotNull();
        assertThat(service.p95Ms()).isEqualTo(12.5);
        assertThat(service.queueDepth()).isEqualTo(3);
        assertThat(service.load()).isEqualTo(0.4);
    }

    @Test
    void a_beat_that_changes_nothing_has_no_revision_and_one_that_does_has() {
        var id = registry.register("a");
        long registered = registry.list("/services").revision();

        registry.advance(30);
        registry.beat(id, "ok");
        assertThat(registry.list("/services").revision()).isEqualTo(registered);
        assertThat(registry.service(id).lastHeartbeatTs())
                .isEqualTo(TestRegistry.START.plusSeconds(30));

        registry.beat(id, "running");
        registry.beat(id, "running");
        assertThat(registry.list("/services").revision()).isEqualTo(registered + 1);
        registry.beat(id, "degraded");
        assertThat(registry.list("/services").revision()).isEqualTo(registered + 2);
    }

    @Test
    void a_batch_answers_each_beat_in_its_place() {
        var a = registry.register("a");
        var b = registry.register("b");
        registry.advance(89);

        var answer =
                registry.http()
                        .post(
                                "/heartbeats",
                                """
                                {"heartbeats":[{"service_id":"%s","status":"running"},
                                 {"service_id":"nobody","status":"ok"},
                                 {"service_id":"%s","status":"down"},
                                 {"service_id":"%s","status":"idle"}]}
                                """
                                        .formatted(a, b, a));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var results = answer.json().path("results");
        assertThat(results.size()).isEqualTo(4);
        assertThat(results.path(0).path("desired_state").asString()).isEqualTo("run");
        assertThat(results.path(1).path("success").asBoolean()).isFalse();
        assertThat(results.path(1).path("problem").asString())
                .isEqualTo("urn:haios:problem:unknown-service");
        assertThat(results.path(2).path("service_id").asString()).isEqualTo(b);
        assertThat(registry.service(a).activity()).isEqualTo(Activity.IDLE);
        assertThat(registry.service(b).status()).isEqualTo(Health.DOWN);
    }

    @Test
    void beats_are_counted() {
        var id = registry.register("a");
        registry.beat(id, "ok");
        registry.beat(id, "ok");
        registry.beat("nobody", "ok");

        assertThat(registry.http().get("/metrics").body())
                .contains("haios_registry_heartbeats_total{service=\"registry\"} 2.0");
    }
}
