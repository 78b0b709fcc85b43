package dev.haios.kit.surface;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.schema.Contracts;
import dev.haios.kit.testing.TestService;
import dev.haios.kit.toy.ToyApplication;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every service answers without having written it. */
class SurfaceTest {

    @TempDir static Path home;
    static TestService toy;

    @BeforeAll
    static void start() {
        toy = TestService.start(ToyApplication.class, home);
    }

    @AfterAll
    static void stop() {
        toy.close();
    }

    @Test
    void health_names_the_service_and_fits_its_contract() {
        var answer = toy.http().get("/health");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Contracts.load().violations("health", answer.json())).isEmpty();
        assertThat(answer.json().get("service").asString()).isEqualTo("toy");
        assertThat(answer.json().get("port").asInt()).isEqualTo(toy.url().getPort());
        assertThat(answer.json().get("status").asString()).isEqualTo("ok");
    }

    @Test
    void metrics_are_in_the_prometheus_format() {
        toy.http().get("/things");
        var answer = toy.http().get("/metrics");
        assertThat(answer.contentType()).startsWith("text/plain");
        assertThat(answer.body())
                .contains("haios_http_request_seconds_count{")
                .contains("route=\"/things\"")
                .contains("service=\"toy\"")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void a_made_up_method_makes_no_time_series() {
        toy.http().send("BREW", "/things", "{}");
        assertThat(toy.http().get("/metrics").body()).doesNotContain("BREW");
    }

    @Test
    void the_index_lists_every_endpoint() {
        var index = toy.http().get("/").json();
        assertThat(index.get("service").asString()).isEqualTo("toy");
        assertThat(index.get("endpoints").toString())
                .contains("POST /things", "GET /things/{name}", "GET /health")
                .doesNotContain("/error");
    }

    @Test
    void openapi_describes_bodies_by_the_schemas_that_check_them() {
        var document = toy.http().get("/openapi.json").json();
        assertThat(document.get("openapi").asString()).startsWith("3.1");
        assertThat(document.at("/paths/~1things/post/requestBody").toString())
                .contains("#/components/schemas/service_registration");
        assertThat(document.at("/components/schemas/service_registration"))
                .isEqualTo(Contracts.load().schema("service_registration"));
        assertThat(document.at("/paths/~1things~1{name}/get/parameters/0/in").asString())
                .isEqualTo("path");
        assertThat(document.at("/paths/~1things/get/parameters/0/schema/type").asString())
                .isEqualTo("integer");
    }

    @Test
    void the_worst_source_decides_and_every_reason_is_told() {
        var condition =
                new Condition(
                        List.of(
                                () -> HealthSource.State.ok(Map.of("clients", 3)),
                                () -> HealthSource.State.degraded("slow disk"),
                                () -> HealthSource.State.unusable("no key")));
        var now = condition.now();
        assertThat(now.health()).isEqualTo(Health.DOWN);
        assertThat(now.answersOk()).isTrue();
        assertThat(now.reason()).isEqualTo("slow disk; no key");
        assertThat(now.fields()).containsEntry("clients", 3);
        var broken = new Condition(List.of(() -> HealthSource.State.down("no store")));
        assertThat(broken.now().answersOk()).isFalse();
    }
}
