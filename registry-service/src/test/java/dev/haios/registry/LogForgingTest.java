package dev.haios.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.schema.Wire;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever callers send, a line of the log is written by the service, and is one record. */
@ExtendWith(OutputCaptureExtension.class)
class LogForgingTest {

    private static final List<String> ATTEMPTS =
            List.of(
                    "a\\r\\n{\\\"@timestamp\\\":\\\"FORGED\\\"}",
                    "b\\nFORGED",
                    "c\\rFORGED",
                    "d\\u001b[2J\\u001b[31mFORGED",
                    "e\\u0008\\u0008\\u0000FORGED",
                    "f\\u0085\\u2028\\u2029FORGED",
                    "g\\\",\\\"level\\\":\\\"FORGED",
                    "h${jndi:ldap://127.0.0.1/FORGED}%n{}");

    @TempDir Path home;

    @Test
    void what_callers_send_cannot_begin_a_line_of_the_log(CapturedOutput output) {
        try (var registry =
                TestRegistry.start(home, "logging.structured.format.console=logstash")) {
            var id = registry.register("one");
            for (var attempt : ATTEMPTS) {
                var promoted =
                        registry.http()
                                .post(
                                        "/promote",
                                        """
                                        {"service_id":"%s","to_role":"staging","reason":"%s"}
                                        """
                                                .formatted(id, attempt));
                assertThat(promoted.status()).as(promoted.body()).isEqualTo(200);
                var steered =
                        registry.http()
                                .put(
                                        "/services/" + id + "/desired_state",
                                        """
                                        {"desired_state":"pause","reason":"%s"}
                                        """
                                                .formatted(attempt));
                assertThat(steered.status()).as(steered.body()).isEqualTo(200);
                registry.http()
                        .post(
                                "/register",
                                """
                                {"name":"%s","type":"model","role":"staging",
                                 "url":"http://127.0.0.1:1","caps":[]}
                                """
                                        .formatted(attempt));
                registry.http().get("/services/%0d%0aFORGED", "traceparent", "FORGED");
            }
        }
        var records = output.getOut().lines().filter(line -> line.contains("FORGED")).toList();
        // The reasons are logged; a test that sees none of them would prove nothing.
        assertThat(records).hasSizeGreaterThanOrEqualTo(ATTEMPTS.size());
        assertThat(records)
                .allSatisfy(line -> {
                    assertThat(line).startsWith("{\"@timestamp\":\"20").matches("[^\\p{Cntrl}]*");
                    var record = Wire.mapper().readTree(line);
                    assertThat(record.path("level").asString()).isEqualTo("INFO");
                    assertThat(record.path("message").asString()).startsWith("service ");
                });
    }
}
