package dev.haios.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.fleet.RehearsalCall;
import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.testing.StubServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    @Test
    void every_call_is_asked_often_and_again_after_an_answer_that_is_not_good() throws IOException {
        try (StubServer service = new StubServer()) {
            service.on("GET /health", 200, "{}")
                    .on("POST /invoke", 404, "{}")
                    .on("POST /invoke", 200, "{}");

            var complaints =
                    new Rehearsal(service.url())
                            .play(
                                    spec(
                                            new RehearsalCall(
                                                    "POST", "/invoke", Map.of("text", "sea"))));

            assertThat(complaints).isEmpty();
            assertThat(service.asked().stream().filter(one -> one.method().equals("POST")))
                    .hasSizeGreaterThan(20)
                    .allMatch(one -> one.body().equals("{\"text\":\"sea\"}"));
            assertThat(service.last().target()).isEqualTo("/health");
        }
    }

    private static ServiceSpec spec(RehearsalCall... calls) {
        return new ServiceSpec(
                "registry",
                "Registry",
                "x.jar",
                1,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(calls),
                true);
    }
}
