package dev.haios.contracts.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.schema.Wire;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingTest {

    @Test
    void a_reply_reads_back_as_it_was_written() {
        Candidate candidate =
                new Candidate(
                        "a",
                        "openai",
                        "http://127.0.0.1:8100",
                        Tier.EXTERNAL,
                        0.75,
                        "cheapest",
                        new BigDecimal("0.0090"),
                        new BigDecimal("0.003"),
                        new BigDecimal("0.015"),
                        120.5,
                        Health.OK,
                        0,
                        ServiceType.MODEL,
                        "openai",
                        "small",
                        "/invoke",
                        Map.of("region", "eu"));
        RouteReply reply =
                new RouteReply(
                        List.of(candidate),
                        List.of(new Rejection("grok", "over budget", "b")),
                        "sha256:abc",
                        17,
                        3);
        String written = Wire.mapper().writeValueAsString(reply);

        assertThat(written)
                .contains(
                        "\"usd_per_1k\":0.0090",
                        "\"usd_per_1k_in\":0.003",
                        "\"usd_per_1k_out\":0.015",
                        "\"p95_ms\":120.5",
                        "\"tier\":\"external\"");
        assertThat(Wire.readReply(written.getBytes(UTF_8), RouteReply.class)).isEqualTo(reply);
    }

    @Test
    void a_matrix_keeps_the_order_of_its_file() {
        byte[] file =
                "{\"schema_version\":1,\"capabilities\":{\"z\":{\"candidates\":[]},\"a\":{\"candidates\":[]}}}"
                        .getBytes(UTF_8);

        assertThat(Wire.read(file, ProviderMatrix.class).capabilities().keySet())
                .containsExactly("z", "a");
    }
}
