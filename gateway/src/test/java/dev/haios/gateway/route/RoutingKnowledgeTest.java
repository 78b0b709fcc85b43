package dev.haios.gateway.route;

import static dev.haios.gateway.support.FakeRouter.candidate;
import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.gateway.support.GatewayFixture;
import dev.haios.gateway.support.ScriptedUpstream;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingKnowledgeTest {

    @TempDir static Path home;

    private static GatewayFixture gateway;
    private ScriptedUpstream upstream;

    @BeforeAll
    static void start() {
        gateway = new GatewayFixture(home, "haios.gateway.route.pause=200ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void one_service() {
        upstream = ScriptedUpstream.answering("{}");
        gateway.route(candidate("one", upstream.url(), 0));
    }

    @AfterEach
    void no_service() {
        upstream.close();
    }

    @Test
    void a_known_answer_is_not_asked_for_again_until_the_version_changes() {
        gateway.invoke();
        int asked = gateway.router().questions();
        for (int i = 0; i < 5; i++) {
            var receipt = gateway.invoke().json().path("receipt");
            assertThat(receipt.path("routing").path("version").asLong())
                    .isEqualTo(gateway.router().version());
            assertThat(receipt.path("routing").has("stale_ms")).isFalse();
        }
        assertThat(gateway.router().questions()).isEqualTo(asked);

        gateway.route(candidate("one", upstream.url(), 0));
        gateway.invoke();

        assertThat(gateway.router().questions()).isEqualTo(asked + 1);
    }

    @Test
    void another_question_is_another_answer() {
        gateway.invoke();
        int asked = gateway.router().questions();

        gateway.invoke("\"policy\":{\"prefer\":\"cheapest\",\"exclude\":[\"x\"]}");

        assertThat(gateway.router().questions()).isEqualTo(asked + 1);
        var policy = Objects.requireNonNull(gateway.router().lastQuestion().policy());
        assertThat(policy.exclude()).containsExactly("x");
    }

    @Test
    void while_the_router_is_away_what_is_known_is_used_and_the_receipt_says_how_old_it_is() {
        gateway.invoke();
        gateway.router().goAway();
        try {
            eventually("the loss is noticed", () -> !health().has("router_version"));

            var response = gateway.invoke();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.json().path("receipt").path("routing").path("stale_ms").asLong())
                    .isPositive();
            assertThat(health().path("status").asString()).isEqualTo("degraded");
            assertThat(gateway.http().get("/health").status()).isEqualTo(200);

            var unknown = gateway.invoke("\"policy\":{\"sla_ms_p95\":77}");
            assertThat(unknown.status()).isEqualTo(503);
            assertThat(unknown.headers().firstValue("Retry-After")).isPresent();
            assertThat(unknown.json().path("receipt_id").asString()).isNotEmpty();
        } finally {
            gateway.router().comeBack();
        }
        eventually("the watch is back", () -> health().has("router_version"));
        assertThat(gateway.invoke().json().path("receipt").path("routing").has("stale_ms"))
                .isFalse();
    }

    private static tools.jackson.databind.JsonNode health() {
        return gateway.http().get("/health").json();
    }

    @Test
    void a_router_that_counts_anew_after_a_restart_is_believed() {
        gateway.invoke();
        gateway.router().push(1000);
        gateway.invoke();
        gateway.router().goAway();
        gateway.router().comeBack();
        try (var other = ScriptedUpstream.answering("{\"other\":true}")) {
            gateway.router().push(2);
            gateway.router().answerSilently(candidate("other", other.url(), 0));
            eventually(
                    "the new router is heard", () -> health().path("router_version").asLong() == 2);

            assertThat(gateway.invoke().body()).contains("\"other\":true");
        }
    }
}
