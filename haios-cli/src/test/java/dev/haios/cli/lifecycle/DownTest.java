package dev.haios.cli.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.process.RunFolder;
import dev.haios.cli.process.Stopper;
import dev.haios.cli.testing.Cli;
import dev.haios.cli.testing.StubServer;
import dev.haios.cli.testing.TestFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownTest {

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
    void it_stops_what_up_started_dependents_first() throws IOException {
        fleet.service("registry", "ok").service("router", "ok", "registry");
        cli.run("up");
        long registry = fleet.pid("registry");
        long router = fleet.pid("router");

        Cli.Run down = cli.run("down");

        assertThat(down.exitCode()).isZero();
        assertThat(TestFleet.isAlive(registry)).isFalse();
        assertThat(TestFleet.isAlive(router)).isFalse();
        assertThat(down.out().indexOf("router    stopped"))
                .isNotNegative()
                .isLessThan(down.out().indexOf("registry  stopping"));
        assertThat(fleet.runFile("registry")).doesNotExist();
    }

    @Test
    void naming_a_service_stops_it_alone() throws IOException {
        fleet.service("registry", "ok").service("router", "ok");
        cli.run("up");

        cli.run("down", "router");

        assertThat(fleet.runs("registry")).isTrue();
        assertThat(fleet.runs("router")).isFalse();
    }

    @Test
    void a_pid_with_another_start_time_is_never_touched() throws Exception {
        fleet.service("registry", "ok");
        cli.run("up");
        long pid = fleet.pid("registry");
        String record = Files.readString(fleet.runFile("registry"));
        String other = record.replaceFirst("\"start\":\"[^\"]*\"", "\"start\":\"long-ago\"");
        Files.writeString(fleet.runFile("registry"), other);

        Cli.Run down = cli.run("down");

        assertThat(TestFleet.isAlive(pid)).isTrue();
        assertThat(down.out()).contains("was gone");
        assertThat(down.err()).contains("left alone", "pid " + pid);
        assertThat(fleet.runFile("registry")).doesNotExist();
    }

    @Test
    void a_record_that_is_no_json_stops_nothing_and_is_removed() throws IOException {
        fleet.service("registry", "ok");
        Files.createDirectories(cli.artifact("run"));
        Files.writeString(fleet.runFile("registry"), "{\"pid\":1");

        assertThat(cli.run("down").out()).contains("Nothing that was started here is running.");
        assertThat(fleet.runFile("registry")).doesNotExist();
    }

    @Test
    void a_service_started_by_somebody_else_is_named_and_left_alone() throws IOException {
        try (StubServer elsewhere = new StubServer()) {
            elsewhere.on("GET /health", 200, "{\"status\":\"ok\",\"service\":\"registry\"}");
            fleet.service("registry", "ok", elsewhere.port());

            Cli.Run down = cli.run("down");

            assertThat(down.err())
                    .contains("left alone, because it was not started here: registry on port")
                    .contains("pid " + ProcessHandle.current().pid());
        }
    }

    @Test
    void a_process_that_does_not_end_is_killed_and_that_is_said() throws IOException {
        fleet.service("registry", "stubborn");
        cli.run("up");
        long pid = fleet.pid("registry");
        RunFolder running = new RunFolder(cli.artifact(""));

        Stopper.Outcome outcome = new Stopper(running, Duration.ofMillis(300)).stop("registry");

        assertThat(outcome).isEqualTo(new Stopper.Outcome.Killed(pid));
        assertThat(TestFleet.isAlive(pid)).isFalse();
    }

    @Test
    void with_json_it_lists_what_was_stopped() throws IOException {
        fleet.service("registry", "ok");
        cli.run("up");
        long pid = fleet.pid("registry");

        Cli.Run down = cli.run("down", "--json");

        assertThat(down.json().path("services").path(0).path("outcome").asString())
                .isEqualTo("stopped");
        assertThat(down.json().path("services").path(0).path("pid").asLong()).isEqualTo(pid);
    }
}
