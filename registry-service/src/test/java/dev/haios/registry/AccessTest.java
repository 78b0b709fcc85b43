package dev.haios.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {

    private TestRegistry registry;

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        var tokens = home.resolve("tokens");
        Files.writeString(
                tokens,
                """
                viewer viewer-token-0123456789
                agent agent-token-0123456789
                service service-token-0123456789
                operator operator-token-0123456789
                """);
        registry = TestRegistry.start(home, "haios.access.tokens-file=" + tokens);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /discover, viewer, none",
        "GET, /services, viewer, none",
        "GET, /services/x, viewer, none",
        "GET, /services/x/roles, viewer, none",
        "GET, /watch?since=x, viewer, none",
        "POST, /register, agent, viewer",
        "PUT, /heartbeat, agent, viewer",
        "POST, /heartbeats, agent, viewer",
        "POST, /deregister, agent, viewer",
        "POST, /evict, service, agent",
        "POST, /promote, operator, service",
        "PUT, /services/x/desired_state, operator, service"
    })
    void every_call_asks_for_its_role_and_no_more(
            String method, String path, String least, String below) {
        assertThat(call(method, path, least)).isNotIn(401, 403, 405);
        assertThat(call(method, path, below)).isEqualTo(below.equals("none") ? 401 : 403);
    }

    private int call(String method, String path, String role) {
        var body = method.equals("GET") ? "" : "{}";
        return registry.http()
                .send(method, path, body, "Authorization", "Bearer " + role + "-token-0123456789")
                .status();
    }
}
