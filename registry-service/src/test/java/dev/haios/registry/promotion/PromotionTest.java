package dev.haios.registry.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.registry.PromotionReply;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.kit.testing.Response;
import dev.haios.registry.TestRegistry;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionTest {

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
    void a_service_is_promoted_by_name_and_found_in_its_new_role() {
        var id = registry.register("llama");

        var reply =
                promote(
                                """
                                {"name":"llama","from_role":"experimental",
                                 "to_role":"production","reason":"100 good answers"}\
                                """)
                        .as(PromotionReply.class);

        assertThat(reply.serviceId()).isEqualTo(id);
        assertThat(reply.fromRole()).isEqualTo(ServiceRole.EXPERIMENTAL);
        assertThat(reply.toRole()).isEqualTo(ServiceRole.PRODUCTION);
        assertThat(reply.revision()).isEqualTo(2);
        assertThat(registry.names("/discover?role=production")).containsExactly("llama");
        assertThat(registry.names("/discover?role=experimental")).isEmpty();
    }

    @Test
    void a_stale_from_role_is_refused_and_says_what_it_is_now() {
        registry.register("llama");
        promote("{\"name\":\"llama\",\"to_role\":\"canary\"}");

        var refused =
                promote(
                        """
                        {"name":"llama","from_role":"experimental","to_role":"production"}\
                        """);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem().type()).isEqualTo("urn:haios:problem:stale-role");
        assertThat(refused.json().path("role").asString()).isEqualTo("canary");
    }

    @Test
    void of_many_crossing_promotions_one_wins() throws Exception {
        registry.register("llama");
        int won = 0;
        try (var threads = Executors.newFixedThreadPool(16)) {
            var answers =
                    IntStream.range(0, 16)
                            .mapToObj(_ ->
                                    threads.submit(() ->
                                            promote(
                                                    """
                                                    {"name":"llama","from_role":"experimental",
                                                     "to_role":"canary"}\
                                                    """)))
                            .toList();
            for (var answer : answers) {
                won += answer.get().status() == 200 ? 1 : 0;
            }
        }

        assertThat(won).isEqualTo(1);
    }

    @Test
    void promoting_to_the_same_role_changes_nothing() {
        var id = registry.register("llama");

        assertThat(promote("{\"name\":\"llama\",\"to_role\":\"experimental\"}").status())
                .isEqualTo(200);

        assertThat(registry.list("/services").revision()).isEqualTo(1);
        assertThat(history(id).path("changes").size()).isZero();
    }

    @Test
    void an_unknown_service_is_404_and_an_ambiguous_name_409() {
        registry.register("llama");
        registry.register(
                """
                {"name":"llama","type":"model","role":"canary","url":"http://127.0.0.1:1",
                 "caps":[]}\
                """,
                201);

        assertThat(promote("{\"name\":\"nobody\",\"to_role\":\"canary\"}").status()).isEqualTo(404);
        assertThat(promote("{\"service_id\":\"nobody\",\"to_role\":\"canary\"}").status())
                .isEqualTo(404);
        var ambiguous = promote("{\"name\":\"llama\",\"to_role\":\"production\"}");
        assertThat(ambiguous.status()).isEqualTo(409);
        assertThat(ambiguous.json().path("service_ids").size()).isEqualTo(2);
    }

    @Test
    void every_change_of_role_is_kept_with_its_evidence() {
        var id = registry.register("llama");
        registry.http()
                .put(
                        "/heartbeat",
                        "{\"service_id\":\"%s\",\"status\":\"ok\",\"p95_ms\":42}".formatted(id));
        promote("{\"name\":\"llama\",\"to_role\":\"canary\",\"reason\":\"looks good\"}");
        promote("{\"name\":\"llama\",\"to_role\":\"experimental\",\"reason\":\"too slow\"}");
        registry.http().post("/deregister", "{\"service_id\":\"%s\"}".formatted(id));

        var steps = history(id).path("changes");

        assertThat(steps.size()).isEqualTo(2);
        assertThat(steps.path(0).path("from_role").asString()).isEqualTo("experimental");
        assertThat(steps.path(0).path("to_role").asString()).isEqualTo("canary");
        assertThat(steps.path(0).path("reason").asString()).isEqualTo("looks good");
        assertThat(steps.path(0).path("changed_by").asString()).isEqualTo("loopback");
        assertThat(steps.path(0).path("evidence").path("p95_ms").asInt()).isEqualTo(42);
        assertThat(steps.path(1).path("from_role").asString()).isEqualTo("canary");
    }

    private Response promote(String body) {
        return registry.http().post("/promote", body);
    }

    private tools.jackson.databind.JsonNode history(String id) {
        return registry.http().get("/services/" + id + "/roles").json();
    }
}
