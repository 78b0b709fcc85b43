package dev.haios.adapters.card;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.adapters.Running;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.testing.RecordingPeer;
import dev.haios.kit.testing.RecordingPeer.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an adapter says about itself, to people and to the registry. */
class CardTest {

    @ParameterizedTest
    @CsvSource({
        "tlc, tlc-domain-classifier, embedded, domain-classifier, production, classify",
        "llama, llama-3.1-8b, embedded, extractive-summariser, production, summarize",
        "mock, mock, mock, mock, experimental, infer",
    })
    void an_adapter_says_everywhere_who_it_is_and_what_really_works(
            String adapter,
            String name,
            String provider,
            String backend,
            String role,
            String capability,
            @TempDir Path home) {
        try (var registry =
                        RecordingPeer.answering(call ->
                                Answer.ok(
                                        call.path().equals("/register")
                                                ? """
                                                {"success":true,"service_id":"s-1","status":"ok",\
                                                "epoch":1,"created":true}\
                                                """
                                                : """
                                                {"success":true,"service_id":"s-1",\
                                                "desired_state":"run"}\
                                                """));
                var service =
                        Running.adapter(
                                adapter,
                                home,
                                "haios.presence.enabled=true",
                                "haios.peers.registry=" + registry.url())) {
            var reply = service.http().get("/info").json();
            var health = service.http().get("/health").json();

            assertThat(reply.path("service_name").asString()).isEqualTo(name);
            assertThat(reply.path("provider").asString()).isEqualTo(provider);
            assertThat(reply.path("backend").asString()).isEqualTo(backend);
            assertThat(reply.path("model").path("cost_per_input_token").asInt(-1)).isZero();
            assertThat(reply.path("model").path("capabilities").get(0).asString())
                    .isEqualTo(capability);
            assertThat(health.path("service").asString()).isEqualTo(name);
            assertThat(health.path("backend").asString()).isEqualTo(backend);

            eventually("registered", () -> !registry.calls("/register").isEmpty());
            var entry = Wire.lenient().readTree(registry.calls("/register").getFirst().body());
            assertThat(entry.path("name").asString()).isEqualTo(name);
            assertThat(entry.path("type").asString()).isEqualTo("model");
            assertThat(entry.path("role").asString()).isEqualTo(role);
            assertThat(entry.path("caps")).isEqualTo(reply.path("model").path("capabilities"));
            assertThat(entry.path("ctx_limit"))
                    .isEqualTo(reply.path("model").path("context_window"));
            assertThat(entry.path("cost_hint").path("usd_per_1k").asInt(-1)).isZero();
            assertThat(entry.path("labels").path("tier").asString()).isEqualTo("local");
            assertThat(entry.path("labels").path("invoke_path").asString()).isEqualTo("/invoke");
            assertThat(entry.path("labels").path("provider").asString()).isEqualTo(provider);
        }
    }
}
