package dev.haios.cli.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.testing.Cli;
import dev.haios.cli.testing.TestFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {

    @TempDir Path home;
    private Cli cli;

    @BeforeEach
    void makeHome() throws IOException {
        TestFleet fleet = new TestFleet(home);
        fleet.service("registry", "ok").service("gateway", "ok");
        cli = new Cli(home);
        Files.createDirectories(cli.artifact("logs"));
    }

    @Test
    void the_last_lines_of_a_service_are_shown() throws IOException {
        Files.writeString(cli.artifact("logs/registry.log"), "one\ntwo\nthree\n");

        assertThat(cli.run("logs", "registry", "-n", "2").out()).isEqualTo("two\nthree\n");
    }

    @Test
    void a_json_line_is_shown_for_people() throws IOException {
        Files.writeString(
                cli.artifact("logs/registry.log"),
                """
                {"@timestamp":"2026-01-02T03:04:05Z","log":{"level":"WARN"},"message":"lease \\u001b[31mlate"}
                """);

        assertThat(cli.run("logs", "registry").out())
                .isEqualTo("2026-01-02T03:04:05Z WARN  lease [31mlate\n");
    }

    @Test
    void what_a_caller_sent_cannot_look_like_a_record_of_its_own() throws IOException {
        Files.writeString(
                cli.artifact("logs/registry.log"),
                """
                {"@timestamp":"2026-01-02T03:04:05Z","level":"INFO","message":"why: x\\n2026-01-02T03:04:06Z ERROR a\\u0085b\\u2028c\\u009b2Jd\\u202ee","stack_trace":"bad.Thing: y\\n2026-01-02T03:04:07Z ERROR forged\\nCaused by: z"}
                """);

        assertThat(cli.run("logs", "registry").out().lines())
                .containsExactly(
                        "2026-01-02T03:04:05Z INFO  why: x 2026-01-02T03:04:06Z ERROR abc2Jde",
                        "  bad.Thing: y",
                        "  2026-01-02T03:04:07Z ERROR forged",
                        "  Caused by: z");
    }

    @Test
    void what_the_process_printed_comes_first() throws IOException {
        Files.writeString(cli.artifact("logs/registry.log"), "logged\n");
        Files.writeString(cli.artifact("logs/registry.out"), "printed\n");

        assertThat(cli.run("logs", "registry").out()).isEqualTo("printed\nlogged\n");
    }

    @Test
    void several_services_are_told_apart() throws IOException {
        Files.writeString(cli.artifact("logs/registry.log"), "a\n");
        Files.writeString(cli.artifact("logs/registry.out"), "b\n");
        Files.writeString(cli.artifact("logs/gateway.log"), "c\n");

        assertThat(cli.run("logs").out()).contains("registry  a", "gateway  c");
    }

    @Test
    void without_logs_it_says_how_to_get_some() {
        Cli.Run logs = cli.run("logs");

        assertThat(logs.exitCode()).isEqualTo(4);
        assertThat(logs.err()).contains("no logs yet", "`haios up`");
    }

    @Test
    void with_json_the_lines_are_in_one_document() throws IOException {
        Files.writeString(cli.artifact("logs/gateway.log"), "one\n");

        assertThat(cli.run("logs", "--json").json().path("logs").path(0).path("lines").path(0))
                .hasToString("\"one\"");
    }

    @Test
    void following_shows_whole_lines_that_are_added_also_after_the_file_was_cut()
            throws IOException {
        Path file = cli.artifact("logs/registry.log");
        Files.writeString(file, "before\n");
        LogFollower follower = new LogFollower(file);

        assertThat(follower.added()).isEmpty();
        Files.writeString(file, "one\ntw", StandardOpenOption.APPEND);
        assertThat(follower.added()).containsExactly("one");
        Files.writeString(file, "o\n", StandardOpenOption.APPEND);
        assertThat(follower.added()).containsExactly("two");
        Files.writeString(file, "new\n");
        assertThat(follower.added()).containsExactly("new");
    }
}
