package dev.haios.contracts.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.schema.Contracts;
import dev.haios.contracts.schema.Violation;
import dev.haios.contracts.schema.Wire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void a_problem_carries_what_helps_to_act_beside_the_standard_fields() {
        Problem problem =
                Problem.of("unknown-service", "Unknown service", 404, "nobody is called x")
                        .at("/heartbeat", "4bf92f3577b34da6a3ce929d0e0e4736")
                        .with("service_id", "x");
        String written = Wire.mapper().writeValueAsString(problem);

        assertThat(written)
                .isEqualTo(
                        "{\"type\":\"urn:haios:problem:unknown-service\",\"title\":\"Unknown service\","
                                + "\"status\":404,\"detail\":\"nobody is called x\","
                                + "\"instance\":\"/heartbeat\","
                                + "\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"service_id\":\"x\"}");
        assertThat(Wire.readReply(written.getBytes(UTF_8), Problem.class)).isEqualTo(problem);
        assertThat(problem.type()).isEqualTo(Problem.typeOf("unknown-service"));
    }

    @Test
    void violations_are_listed_with_their_pointers() {
        Problem problem =
                new Problem(
                        Problem.typeOf("contract"),
                        "The body breaks its contract",
                        400,
                        null,
                        null,
                        null,
                        List.of(new Violation("/name", "is missing")),
                        Map.of());

        assertThat(Wire.mapper().writeValueAsString(problem))
                .contains("\"errors\":[{\"pointer\":\"/name\",\"detail\":\"is missing\"}]");
    }

    @Test
    void a_health_report_says_what_it_must_first() {
        HealthReport report =
                new HealthReport(
                        Health.DEGRADED, "openai", 8100, "0.1.0", 3.5, Map.of("reason", "no key"));
        String written = Wire.mapper().writeValueAsString(report);

        assertThat(written)
                .isEqualTo(
                        "{\"status\":\"degraded\",\"service\":\"openai\",\"port\":8100,"
                                + "\"version\":\"0.1.0\",\"uptime_s\":3.5,\"reason\":\"no key\"}");
        assertThat(Contracts.load().violations("health", Wire.mapper().readTree(written)))
                .isEmpty();
        assertThat(Wire.readReply(written.getBytes(UTF_8), HealthReport.class)).isEqualTo(report);
    }
}
