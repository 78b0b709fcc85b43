package dev.haios.cli.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.testing.Cli;
import dev.haios.cli.testing.StubServer;
import dev.haios.contracts.schema.Contracts;
import dev.haios.contracts.schema.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AgentHooksTest {

    private static final String REAL =
            Path.of("..", "agents").toAbsolutePath().normalize().toString();
    private static final String ID = "claude-code.5f2c-81.agent-7";

    @TempDir private Path home;
    private StubServer registry;

    @BeforeEach
    void start() throws Exception {
        registry = new StubServer();
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/fleet.json"), "{\"services\":[]}");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    /** The fields that Claude Code sends to both hooks, and one that nobody knows yet. */
    private static String call(String event, String type) {
        return """
        {"session_id":"5f2c-81","transcript_path":"/tmp/t.jsonl","cwd":"/tmp",
         "hook_event_name":"%s","agent_id":"agent-7","agent_type":"%s",
         "permission_mode":"default","new_field":1}
        """
                .formatted(event, type);
    }

    private Cli.Run start(String stdin) {
        return cli(stdin).run("agent", "start", "--dir", REAL);
    }

    private Cli.Run stop(String stdin) {
        return cli(stdin).run("agent", "stop");
    }

    private Cli cli(String stdin) {
        return new Cli(home).with("HAIOS_REGISTRY_URL", registry.url()).reading(stdin);
    }

    @Test
    void an_agent_appears_below_its_parent_when_it_starts() {
        registry.on("POST /register", 201, "{\"success\":true}");

        Cli.Run run = start(call("SubagentStart", "corpus-auditor"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        JsonNode body = Wire.mapper().readTree(registry.last().body());
        assertThat(Contracts.load().violations("service_registration", body)).isEmpty();
        assertThat(body.path("service_id").asString()).isEqualTo(ID);
        assertThat(body.path("name").asString()).isEqualTo("corpus-auditor");
        assertThat(body.at("/labels/parent").asString()).isEqualTo("manager-data");
        assertThat(body.path("caps")).isEmpty();
    }

    @Test
    void it_leaves_under_the_same_id_when_it_stops() {
        registry.on("POST /deregister", 200, "{\"success\":true}");

        Cli.Run run = stop(call("SubagentStop", "corpus-auditor"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(registry.last().body()).isEqualTo("{\"service_id\":\"" + ID + "\"}");
    }

    @Test
    void an_agent_that_is_not_ours_is_left_alone() {
        assertThat(start(call("SubagentStart", "Explore")).exitCode()).isZero();
        assertThat(registry.asked()).isEmpty();
        // The registry answers 404: it never knew it.
        assertThat(stop(call("SubagentStop", "Explore")).exitCode()).isZero();
    }

    @Test
    void no_failure_of_a_hook_keeps_an_agent_from_stopping() {
        registry.on("POST /deregister", 400, "{\"title\":\"Bad request\",\"status\":400}");

        assertThat(stop(call("SubagentStop", "architect")).exitCode()).isEqualTo(3);
        assertThat(stop("{").exitCode()).isEqualTo(3);
        assertThat(stop(call("SubagentStart", "architect")).err()).contains("no SubagentStop call");
        assertThat(cli("").with("HAIOS_REGISTRY_URL", "nonsense").run("agent", "stop").exitCode())
                .isEqualTo(3);
    }
}
