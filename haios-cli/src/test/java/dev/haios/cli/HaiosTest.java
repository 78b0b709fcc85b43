package dev.haios.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.testing.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaiosTest {

    @TempDir Path home;

    @Test
    void without_a_command_the_help_is_shown() {
        Cli.Run run = new Cli(home).run();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: haios", "Examples:", "haios up", "Exit codes");
        assertThat(run.out()).isEqualTo(new Cli(home).run("--help").out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "down",
                "status",
                "logs",
                "invoke",
                "services",
                "events",
                "receipts list",
                "receipts show",
                "receipts verify",
                "receipts export",
                "completion",
                "version"
            })
    void every_command_has_help_and_json(String command) {
        Cli.Run run = new Cli(home).run((command + " --help").split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: haios " + command, "--json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "down",
                "status",
                "logs",
                "invoke",
                "services",
                "events",
                "receipts list",
                "receipts show",
                "receipts verify",
                "receipts export"
            })
    void every_command_that_can_fail_documents_its_exit_codes(String command) {
        assertThat(new Cli(home).run((command + " --help").split(" ")).out())
                .contains("Exit codes: 0 ");
    }

    @Test
    void a_mistyped_command_is_exit_code_2_with_a_suggestion() {
        Cli.Run run = new Cli(home).run("stauts");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Did you mean: status", "haios --help");
    }

    @Test
    void a_usage_error_is_a_json_document_for_those_who_asked_for_json() {
        Cli.Run run = new Cli(home).run("services", "--json", "--frobnicate");

        assertThat(run.json().path("error").path("exit_code").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void the_completion_script_is_valid_and_completes_our_commands(String shell) throws Exception {
        Path script = home.resolve("completion");
        Files.writeString(script, new Cli(home).run("completion", shell).out());
        Process bash =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "source '%s'; COMP_WORDS=(haios rec); COMP_CWORD=1; _complete_haios; echo ${COMPREPLY[@]}"
                                        .formatted(script))
                        .redirectErrorStream(true)
                        .start();

        String completed = new String(bash.getInputStream().readAllBytes(), UTF_8).strip();

        assertThat(bash.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(completed).isEqualTo("receipts");
    }

    @Test
    void there_is_no_completion_for_other_shells() {
        assertThat(new Cli(home).run("completion", "fish").err()).contains("bash and zsh");
    }

    @Test
    void the_version_is_told() {
        assertThat(new Cli(home).run("--version").out()).startsWith("haios ");
        assertThat(new Cli(home).run("version").out()).startsWith("haios ");
        assertThat(new Cli(home).run("version", "--json").json().path("home").asString())
                .isEqualTo(home.toString());
    }

    @Test
    void test_is_the_scripts_own_command() {
        assertThat(new Cli(home).run("test").err()).contains("scripts/haios test");
        assertThat(new Cli(home).run("bench").err()).contains("scripts/haios bench");
    }

    @Test
    void a_bug_is_one_line_and_not_a_stack_trace() throws Exception {
        // A folder where a file belongs is nothing any command expects.
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/fleet.json"), "{\"services\":[]}");
        Files.createFile(home.resolve("artifacts"));

        Cli.Run run = new Cli(home).run("up");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("this should not happen").doesNotContain("\tat ");
        assertThat(new Cli(home).with("HAIOS_DEBUG", "1").run("up").err()).contains("\tat ");
    }
}
