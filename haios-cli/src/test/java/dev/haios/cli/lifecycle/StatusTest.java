package dev.haios.cli.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.testing.Cli;
import dev.haios.cli.testing.TestFleet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class StatusTest {

    @TempDir Path home;
    private TestFleet fleet;
    private Cli cli;

    @BeforeEach
    void makeHome() throws IOException {
        fleet = new TestFleet(home);
        cli = new Cli(home);
    }

    @AfterEach
    void endEverything() throws IOException {
        fleet.close();
    }

    @Test
    void it_shows_pid_health_uptime_version_and_memory_of_what_runs() throws IOException {
        fleet.service("registry", "ok");
        cli.run("up");

        Cli.Run status = cli.run("status");

        assertThat(status.exitCode()).isZero();
        assertThat(status.out())
                .containsPattern(
                        "registry +%d +%d +ok +3 s +1\\.2\\.3 +\\d+"
                                .formatted(fleet.port("registry"), fleet.pid("registry")));
    }

    @Test
    void something_down_is_shown_and_is_exit_code_3() throws IOException {
        fleet.service("registry", "ok").service("router", "ok");
        cli.run("up", "registry");

        Cli.Run status = cli.run("status");

        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(status.out()).containsPattern("router +\\d+ +stopped");
    }

    @Test
    void a_process_that_does_not_answer_is_starting_and_a_foreign_one_is_named()
            throws IOException {
        try (ServerSocket foreign = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fleet.service("registry", "deaf").service("router", "ok", foreign.getLocalPort());
            cli.run("up", "registry", "--wait-seconds", "0");

            String out = cli.run("status").out();

            assertThat(out).containsPattern("registry .* starting .* does not answer");
            assertThat(out).containsPattern("router .* foreign .* port held by pid \\d+ \\(.*java");
        }
    }

    @Test
    void a_degraded_service_says_why() throws IOException {
        fleet.service("openai", "degraded");
        cli.run("up");

        assertThat(cli.run("status").out())
                .containsPattern("openai .* degraded .* the disk is full");
    }

    @Test
    void with_json_every_fact_has_a_name() throws IOException {
        fleet.service("registry", "ok").service("router", "ok");
        cli.run("up", "registry");

        JsonNode document = cli.run("status", "--json").json();

        assertThat(document.path("up").asBoolean()).isFalse();
        JsonNode registry = document.path("services").path(0);
        assertThat(registry.path("health").asString()).isEqualTo("ok");
        assertThat(registry.path("started_here").asBoolean()).isTrue();
        assertThat(registry.path("rss_mb").asLong()).isPositive();
        assertThat(document.path("services").path(1).path("health").asString())
                .isEqualTo("stopped");
    }

    @Test
    void nothing_running_points_to_up() throws IOException {
        fleet.service("registry", "ok");

        assertThat(cli.run("status").out()).contains("Start it with `haios up`.");
    }
}
