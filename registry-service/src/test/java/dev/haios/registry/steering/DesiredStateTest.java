package dev.haios.registry.steering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.heartbeat.DesiredState;
import dev.haios.registry.TestRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesiredStateTest {

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
    void a_paused_service_is_not_offered_until_it_may_run_again() {
        var id = registry.register("a");

        want(id, "pause");
        assertThat(registry.names("/discover")).isEmpty();
        assertThat(registry.service(id).desiredState()).isEqualTo(DesiredState.PAUSE);

        want(id, "run");
        assertThat(registry.names("/discover")).containsExactly("a");
        assertThat(registry.list("/services").revision()).isEqualTo(3);
    }

    @Test
    void an_unknown_service_is_404_and_an_unknown_state_400() {
        assertThat(
                        registry.http()
                                .put(
                                        "/services/nobody/desired_state",
                                        "{\"desired_state\":\"run\"}")
                                .status())
                .isEqualTo(404);
        var id = registry.register("a");
        assertThat(
                        registry.http()
                                .put(
                                        "/services/" + id + "/desired_state",
                                        "{\"desired_state\":\"dance\"}")
                                .status())
                .isEqualTo(400);
    }

    private void want(String id, String state) {
        var answer =
                registry.http()
                        .put(
                                "/services/" + id + "/desired_state",
                                "{\"desired_state\":\"%s\",\"reason\":\"test\"}".formatted(state));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
