package dev.haios.registry;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.eviction.EvictionAction;
import dev.haios.contracts.eviction.EvictionOutcome;
import dev.haios.contracts.heartbeat.Health;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

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
    void everything_known_comes_back() {
        var id =
                registry.register(
                                """
                                {"name":"full","type":"agent","role":"canary",
                                 "url":"http://127.0.0.1:8888","caps":["plan","infer"],
                                 "labels":{"parent":"Architect","n":1.5,"on":true,"off":null},
                                 "ctx_limit":1000,"cost_hint":{"usd_per_1k":0.25},
                                 "heartbeat_interval_s":10,"ttl_s":20}\
                                """,
                                201)
                        .serviceId();
        registry.advance(5);
        registry.http()
                .put(
                        "/heartbeat",
                        """
                        {"service_id":"%s","status":"running","agent":"A","run_id":"R",
                         "progress":0.5,"message":"m","p95_ms":1.5,"queue_depth":2,"load":0.1,
                         "token_usage":{"ctx_used":1,"ctx_limit":2},
                         "resources":{"cpu":1,"gpu_mem_mb":5}}\
                        """
                                .formatted(id));
        registry.http()
                .post(
                        "/promote",
                        "{\"service_id\":\"%s\",\"to_role\":\"production\"}".formatted(id));
        registry.http().put("/services/" + id + "/desired_state", "{\"desired_state\":\"pause\"}");
        var before = registry.service(id);
        long revision = registry.list("/services").revision();

        restart(0);

        assertThat(registry.service(id)).isEqualTo(before);
        assertThat(registry.list("/services").revision()).isEqualTo(revision);
        assertThat(registry.names("/services?cap=plan&role=production")).containsExactly("full");
    }

    @Test
    void time_spent_down_does_not_count_until_the_registry_was_up_for_one_interval() {
        var id = registry.register("patient");
        registry.advance(10);
        registry.beat(id, "ok");

        restart(600);

        assertThat(registry.names("/discover")).containsExactly("patient");
        assertThat(registry.list("/services?min_missed=1").items()).isEmpty();
        registry.advance(59);
        assertThat(registry.names("/discover")).containsExactly("patient");
        assertThat(
                        registry.evict(
                                        id,
                                        EvictionAction.DEREGISTER,
                                        TestRegistry.START.plusSeconds(10))
                                .outcome())
                .isEqualTo(EvictionOutcome.NOT_DUE);
        registry.advance(1);
        assertThat(registry.names("/discover")).isEmpty();
    }

    @Test
    void a_service_that_beats_within_the_interval_never_goes_down() {
        var id = registry.register("alive");

        restart(600);
        registry.advance(59);
        registry.beat(id, "ok");
        registry.advance(80);

        assertThat(registry.names("/discover")).containsExactly("alive");
        assertThat(registry.service(id).missedBeats()).isZero();
    }

    @Test
    void a_service_that_was_down_is_down_after_the_restart() {
        var id = registry.register("dead");
        registry.advance(150);
        eventually("written", () -> registry.list("/services").revision() == 2);

        restart(1);

        assertThat(registry.service(id).status()).isEqualTo(Health.DOWN);
        assertThat(registry.list("/services").revision()).isEqualTo(2);
        registry.beat(id, "ok");
        assertThat(registry.names("/discover")).containsExactly("dead");
    }

    @Test
    void an_epoch_goes_on_where_it_was() {
        registry.register("a");
        restart(1);

        var again =
                registry.register(
                        """
                        {"name":"a","type":"model","role":"experimental",
                         "url":"http://127.0.0.1:8888/a","caps":["infer"]}\
                        """,
                        200);

        assertThat(again.epoch()).isEqualTo(2);
    }

    private void restart(long secondsDown) {
        registry.close();
        registry.advance(secondsDown);
        registry = TestRegistry.start(home, registry.time());
    }
}
