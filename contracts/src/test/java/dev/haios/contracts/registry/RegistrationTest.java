package dev.haios.contracts.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haios.contracts.schema.Wire;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private static final ServiceRegistration PLAIN =
            ServiceRegistration.of(
                    "llama-3.1-8b",
                    ServiceType.MODEL,
                    ServiceRole.PRODUCTION,
                    "http://127.0.0.1:8050",
                    List.of("summarize"));

    @Test
    void a_service_beats_every_60_seconds_and_is_missed_after_90_unless_it_says_otherwise() {
        assertThat(PLAIN.heartbeatInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(PLAIN.ttl()).isEqualTo(Duration.ofSeconds(90));

        ServiceRegistration hasty =
                PLAIN.withLiveness(Duration.ofSeconds(1), Duration.ofSeconds(2));

        assertThat(hasty.heartbeatInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(hasty.ttl()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void the_nested_price_wins_over_the_flat_one() {
        assertThat(PLAIN.usdPer1k()).isNull();
        assertThat(read("\"cost_hint_usd_per_1k\":0.5").usdPer1k())
                .isEqualTo(new BigDecimal("0.5"));
        assertThat(read("\"cost_hint\":{\"usd_per_1k\":0.25}").usdPer1k())
                .isEqualTo(new BigDecimal("0.25"));
        assertThat(
                        read("\"cost_hint_usd_per_1k\":0.5,\"cost_hint\":{\"usd_per_1k\":0.25}")
                                .usdPer1k())
                .isEqualTo(new BigDecimal("0.25"));
    }

    @Test
    void labels_keep_their_order_and_their_nulls() {
        ServiceRegistration agent =
                read("\"labels\":{\"tier\":\"coordinator\",\"parent\":null,\"n\":1.50}");

        assertThat(agent.labels()).containsOnlyKeys("tier", "parent", "n");
        assertThat(Wire.mapper().writeValueAsString(agent))
                .contains("{\"tier\":\"coordinator\",\"parent\":null,\"n\":1.50}");
    }

    @Test
    void what_is_handed_in_cannot_be_changed_from_outside() {
        List<String> caps = new ArrayList<>(List.of("plan"));
        Map<String, @Nullable Object> labels = new HashMap<>();
        ServiceRegistration agent =
                ServiceRegistration.of(
                                "Architect",
                                ServiceType.AGENT,
                                ServiceRole.COORDINATOR,
                                "http://127.0.0.1:8000",
                                caps)
                        .withLabels(labels);
        caps.add("fly");
        labels.put("parent", "nobody");

        assertThat(agent.caps()).containsExactly("plan");
        assertThat(agent.labels()).isEmpty();
        assertThatThrownBy(() -> agent.labels().put("a", "b"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_registered_service_is_written_as_it_was_read() {
        String json =
                "{\"service_id\":\"a\",\"name\":\"llama-3.1-8b\",\"type\":\"model\",\"role\":\"production\","
                        + "\"url\":\"http://127.0.0.1:8050\",\"caps\":[\"summarize\"],"
                        + "\"labels\":{\"parent\":null,\"invoke_path\":\"/v1/invoke\",\"layers\":32},"
                        + "\"ctx_limit\":8192,\"cost_hint_usd_per_1k\":0.0002,"
                        + "\"heartbeat_interval_s\":60,\"ttl_s\":90,\"status\":\"degraded\","
                        + "\"activity\":\"waiting_approval\",\"agent\":\"Architect\",\"run_id\":\"R-001\","
                        + "\"progress\":0.5,\"message\":\"slow\","
                        + "\"token_usage\":{\"ctx_used\":1,\"ctx_limit\":2},"
                        + "\"resources\":{\"cpu\":0.5,\"mem_mb\":100.0},\"p95_ms\":12.5,"
                        + "\"queue_depth\":3,\"load\":0.9,\"desired_state\":\"pause\",\"epoch\":2,"
                        + "\"revision\":17,\"last_heartbeat_ts\":\"2026-01-31T12:00:00Z\","
                        + "\"registered_at\":\"2026-01-31T11:00:00Z\",\"missed_beats\":1}";
        RegisteredService service = Wire.read(json.getBytes(UTF_8), RegisteredService.class);

        assertThat(Wire.mapper().writeValueAsString(service)).isEqualTo(json);
        assertThat(service.label("invoke_path")).isEqualTo("/v1/invoke");
        assertThat(service.label("layers")).isEqualTo("32");
        assertThat(service.label("parent")).isNull();
        assertThat(service.label("colour")).isNull();
        assertThat(service.heartbeatInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(service.ttl()).isEqualTo(Duration.ofSeconds(90));
    }

    private static ServiceRegistration read(String more) {
        String body =
                "{\"name\":\"a\",\"type\":\"agent\",\"role\":\"coordinator\","
                        + "\"url\":\"http://127.0.0.1:8000\",\"caps\":[],"
                        + more
                        + "}";
        return Wire.read(body.getBytes(UTF_8), ServiceRegistration.class);
    }
}
