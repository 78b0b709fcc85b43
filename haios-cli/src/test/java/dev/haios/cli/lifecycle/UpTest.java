package dev.haios.cli.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.testing.Cli;
import dev.haios.cli.testing.StubServer;
import dev.haios.cli.testing.TestFleet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UpTest {

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
    void it_starts_what_is_down_and_prints_a_line_per_change() throws IOException {
        fleet.service("registry", "ok").service("router", "ok", "registry");

        Cli.Run up = cli.run("up");

        assertThat(up.exitCode()).isZero();
        assertThat(up.out())
                .containsPattern("registry +starting +:" + fleet.port("registry"))
                .containsPattern(
                        "registry +ok +:\\d+ +up after [0-9.]+ s, pid " + fleet.pid("registry"))
                .containsPattern("router +ok")
                .contains("Everything is up: 2 started now, 0 ran before.");
        assertThat(fleet.runs("registry")).isTrue();
        assertThat(fleet.runs("router")).isTrue();
    }

    @Test
    void services_start_in_the_order_of_the_file_and_none_waits_for_what_it_depends_on()
            throws IOException {
        fleet.service("registry", "deaf").service("router", "ok", "registry");

        Cli.Run up = cli.run("up", "--wait-seconds", "3");

        List<String> lines = up.out().lines().map(String::strip).toList();
        assertThat(indexOf(lines, "registry\\s+starting.*"))
                .isLessThan(indexOf(lines, "router\\s+ok.*"));
        assertThat(up.err()).contains("registry: not healthy after 3 s");
        assertThat(fleet.runs("router")).isTrue();
    }

    @Test
    void running_it_again_starts_nothing() throws IOException {
        fleet.service("registry", "ok");
        cli.run("up");
        long pid = fleet.pid("registry");

        Cli.Run again = cli.run("up");

        assertThat(again.exitCode()).isZero();
        assertThat(again.out())
                .contains("already up, pid " + pid, "nothing had to be started")
                .doesNotContain("starting");
        assertThat(fleet.pid("registry")).isEqualTo(pid);
    }

    @Test
    void a_healthy_service_started_by_somebody_else_counts_as_up() throws IOException {
        try (StubServer elsewhere = new StubServer()) {
            elsewhere.on("GET /health", 200, "{\"status\":\"ok\",\"service\":\"registry\"}");
            fleet.service("registry", "ok", elsewhere.port());

            Cli.Run up = cli.run("up");

            assertThat(up.exitCode()).isZero();
            assertThat(up.out()).contains("already up");
            assertThat(fleet.runFile("registry")).doesNotExist();
        }
    }

    @Test
    void a_degraded_service_is_up_and_said_to_be_degraded() throws IOException {
        fleet.service("openai", "degraded");

        Cli.Run up = cli.run("up");

        assertThat(up.exitCode()).isZero();
        assertThat(up.out()).containsPattern("openai +degraded");
    }

    @Test
    void the_process_that_holds_a_port_is_named() throws IOException {
        try (ServerSocket foreign = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fleet.service("registry", "ok", foreign.getLocalPort());

            Cli.Run up = cli.run("up");

            assertThat(up.exitCode()).isEqualTo(3);
            assertThat(up.err())
                    .contains(
                            "port "
                                    + foreign.getLocalPort()
                                    + " is held by pid "
                                    + ProcessHandle.current().pid())
                    .contains("java");
        }
    }

    @Test
    void another_service_of_ours_on_the_port_is_named_too() throws IOException {
        try (StubServer other = new StubServer()) {
            other.on("GET /health", 200, "{\"status\":\"ok\",\"service\":\"gateway\"}");
            fleet.service("registry", "ok", other.port());

            assertThat(cli.run("up").err()).contains("which says it is gateway");
        }
    }

    @Test
    void a_half_failed_start_says_what_failed_what_runs_and_what_to_do() throws IOException {
        fleet.service("registry", "ok")
                .service("router", "crash", "registry")
                .service("gateway", "ok", "router");

        Cli.Run up = cli.run("up");

        assertThat(up.exitCode()).isEqualTo(3);
        assertThat(up.err())
                .contains("only partly up")
                .contains("router: ended with code 9")
                .contains("| no such table: everything")
                .contains("artifacts/logs/router.out")
                .contains("registry (pid " + fleet.pid("registry") + "), gateway (pid ")
                .contains("`haios up` again")
                .contains("`haios down`");
        assertThat(fleet.runs("registry")).isTrue();
    }

    @Test
    void after_the_cause_is_gone_up_starts_only_what_was_missing() throws IOException {
        fleet.service("registry", "ok").service("router", "crash", "registry");
        cli.run("up");
        long registry = fleet.pid("registry");
        fleet.change("router", "ok");

        Cli.Run up = cli.run("up");

        assertThat(up.exitCode()).isZero();
        assertThat(up.out()).contains("Everything is up: 1 started now, 1 ran before.");
        assertThat(fleet.pid("registry")).isEqualTo(registry);
    }

    @Test
    void a_service_that_never_answers_is_given_up_but_accounted_for() throws IOException {
        fleet.service("registry", "deaf");

        Cli.Run up = cli.run("up", "--wait-seconds", "1");

        assertThat(up.exitCode()).isEqualTo(3);
        assertThat(up.err())
                .contains("not healthy after 1 s")
                .contains("its process " + fleet.pid("registry") + " still runs")
                .contains("`haios down registry`");
    }

    @Test
    void a_service_that_says_it_is_down_is_quoted() throws IOException {
        fleet.service("registry", "unwell");

        assertThat(cli.run("up", "--wait-seconds", "5").err())
                .contains("it says it is down the disk is full");
    }

    @Test
    void naming_a_service_starts_it_and_what_it_needs() throws IOException {
        fleet.service("registry", "ok").service("events", "ok").service("router", "ok", "registry");

        cli.run("up", "router");

        assertThat(fleet.runs("registry")).isTrue();
        assertThat(fleet.runs("router")).isTrue();
        assertThat(fleet.runs("events")).isFalse();
    }

    @Test
    void what_is_not_enabled_starts_only_when_it_is_named() throws IOException {
        fleet.service("registry", "ok").service("mock", "ok");
        fleet.disable("mock");

        cli.run("up");
        assertThat(fleet.runs("mock")).isFalse();

        cli.run("up", "mock");
        assertThat(fleet.runs("mock")).isTrue();
    }

    @Test
    void an_unknown_service_is_a_usage_error_that_lists_the_known_ones() throws IOException {
        fleet.service("registry", "ok");

        Cli.Run up = cli.run("up", "regsitry");

        assertThat(up.exitCode()).isEqualTo(2);
        assertThat(up.err()).contains("no service regsitry", "The services are: registry.");
    }

    @Test
    void the_operator_token_is_made_once_for_this_user_alone() throws IOException {
        fleet.service("registry", "ok");
        cli.run("up");
        Path token = cli.artifact("secrets/operator.token");
        String first = Files.readString(token);

        cli.run("up");

        assertThat(first.strip()).matches("[A-Za-z0-9_-]{43}");
        assertThat(Files.readString(token)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void the_first_call_goes_through_the_gateway_and_waits_until_somebody_can_answer()
            throws IOException {
        try (StubServer gateway = new StubServer()) {
            gateway.on("GET /health", 200, "{\"status\":\"ok\",\"service\":\"gateway\"}")
                    .on("POST /invoke", 404, "{\"detail\":\"nothing can classify\"}")
                    .on(
                            "POST /invoke",
                            200,
                            """
                            {"run_id":"R-1","status":"ok","result":{"label":"physics","confidence":0.9312},
                             "receipt":{"receipt_id":"r-1","resolved":{"name":"tlc","url":"http://127.0.0.1:8052"},
                             "timings_ms":{"total":12.34,"upstream":8.1},"cost_actual":{"usd":0.0}}}\
                            """);
            fleet.service("gateway", "ok", gateway.port());

            Cli.Run up = cli.run("up");

            assertThat(up.exitCode()).isZero();
            assertThat(gateway.last().body())
                    .contains(
                            "\"type\":\"model\"",
                            "\"require_caps\":[\"classify\"]",
                            FirstInvocation.TEXT);
            assertThat(up.out())
                    .contains("physics", "0.931", "tlc at http://127.0.0.1:8052", "12.3 ms")
                    .contains("gateway     http://127.0.0.1:" + gateway.port())
                    .doesNotContain("dashboard");
            assertThat(cli.run("up", "--no-invoke").out()).doesNotContain("physics");
        }
    }

    @Test
    void a_refused_first_call_is_a_failure_although_the_services_are_up() throws IOException {
        try (StubServer gateway = new StubServer()) {
            gateway.on("GET /health", 200, "{\"status\":\"ok\",\"service\":\"gateway\"}")
                    .on(
                            "POST /invoke",
                            502,
                            """
                            {"detail":"every candidate failed","attempts":[{"name":"tlc","outcome":"timeout","ms":30}]}\
                            """);
            fleet.service("gateway", "ok", gateway.port());

            Cli.Run up = cli.run("up");

            assertThat(up.exitCode()).isEqualTo(3);
            assertThat(up.err())
                    .contains("the first call failed: every candidate failed")
                    .contains("tried tlc: timeout after 30 ms");
        }
    }

    @Test
    void with_json_stdout_is_one_document_and_progress_goes_to_stderr() throws IOException {
        fleet.service("registry", "ok").service("router", "crash", "registry");

        Cli.Run up = cli.run("up", "--json");

        assertThat(up.json().path("up").asBoolean()).isFalse();
        assertThat(up.json().path("services").path(0).path("state").asString())
                .isEqualTo("started");
        assertThat(up.json().path("services").path(1).path("state").asString()).isEqualTo("failed");
        assertThat(up.err()).containsPattern("registry +ok");
    }

    @Test
    void on_a_terminal_the_lines_are_redrawn_in_place() throws IOException {
        fleet.service("registry", "ok");

        assertThat(cli.onATerminal().run("up").out()).contains("\u001b[1A", "\u001b[K");
    }

    @Test
    void a_service_that_is_not_built_says_so() throws IOException {
        fleet.service("registry", "ok");
        Files.delete(home.resolve("child-1.0.jar"));

        assertThat(cli.run("up").err()).contains("registry is not built: there is no child-*.jar");
    }

    @Test
    void a_service_runs_from_what_was_unpacked_so_that_a_build_cannot_pull_its_jar_away()
            throws IOException {
        fleet.service("registry", "ok");
        cli.run("up");
        Path applications = cli.artifact("build/apps");
        assertThat(applications).isDirectoryContaining("glob:**/child-1.0-*");
        Path jar = home.resolve("child-1.0.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Cli.NOW));
        assertThat(cli.run("up").out()).doesNotContain("older build");
        fleet.rebuild();

        Cli.Run again = cli.run("up");

        assertThat(again.out())
                .contains("already up", "runs an older build", "haios down registry && haios up");
        cli.run("down");
        cli.run("up");
        assertThat(applications.toFile().list()).hasSize(1);
    }

    @Test
    void the_log_of_a_failed_start_is_cut_down_to_what_went_wrong() throws IOException {
        fleet.service("registry", "crash");
        Files.createDirectories(cli.artifact("logs"));
        Files.writeString(
                cli.artifact("logs/registry.log"),
                """
                {"@timestamp":"T","level":"ERROR","message":"it broke","stack_trace":"A: first\\n\\tat x\\nCaused by: B\\n\\tat y\\nCaused by: the disk is full\\n\\tat z"}
                """);

        assertThat(cli.run("up").err())
                .contains(
                        "| T ERROR it broke\n             |   A: first\n             |   Caused by: the disk is full\n")
                .doesNotContain("at y");
    }

    @Test
    void a_service_gets_its_environment_and_writes_its_output_to_its_log() throws IOException {
        fleet.service("registry", "ok");
        cli.run("up");

        assertThat(cli.artifact("logs/registry.out")).content().contains("child starts in mode ok");
        String environment =
                Files.readString(Path.of("/proc/" + fleet.pid("registry") + "/environ"));
        assertThat(environment)
                .contains("HAIOS_HOME=" + home)
                .contains("HAIOS_REGISTRY_URL=http://127.0.0.1:" + fleet.port("registry"))
                .contains("LOGGING_FILE_NAME=" + home.resolve("artifacts/logs/registry.log"));
    }

    private static int indexOf(List<String> lines, String pattern) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches(pattern)) {
                return i;
            }
        }
        throw new AssertionError("no line matches " + pattern + " in " + lines);
    }
}
