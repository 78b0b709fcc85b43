package dev.haios.cli.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.testing.Cli;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class InstallTest {

    private static final String REAL =
            Path.of("..", "agents").toAbsolutePath().normalize().toString();
    private static final String THEIRS =
            """
            {"model":"opus","hooks":{"SubagentStop":[{"matcher":"*","hooks":[
              {"type":"command","command":"say done"}]}]},"big":12345678901234567890}
            """;

    @TempDir private Path home;
    private Path project;

    @BeforeEach
    void project() throws IOException {
        project = Files.createDirectories(home.resolve("my project"));
    }

    private Cli.Run install(String... more) {
        String[] all = new String[more.length + 5];
        System.arraycopy(
                new String[] {"agents", "install", project.toString(), "--dir", REAL},
                0,
                all,
                0,
                5);
        System.arraycopy(more, 0, all, 5, more.length);
        return new Cli(home).run(all);
    }

    private Path file(String path) {
        return project.resolve(".claude").resolve(path);
    }

    private JsonNode settings() throws IOException {
        return Wire.lenient().readTree(Files.readString(file("settings.json")));
    }

    private Map<String, String> everything() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (var files = Files.walk(project)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                all.put(project.relativize(path).toString(), Files.readString(path));
            }
        }
        return all;
    }

    @Test
    void all_agents_and_the_hooks_are_installed_and_doing_it_twice_changes_nothing()
            throws Exception {
        assertThat(install().out()).contains("43 changes");
        Map<String, String> once = everything();

        assertThat(install().out()).isEqualTo("0 changes\n");
        assertThat(everything()).isEqualTo(once).hasSize(44);
        assertThat(settings().at("/hooks/SubagentStart/0/hooks/0/command").asString())
                .isEqualTo("'" + home.resolve("scripts/haios") + "' agent start");
    }

    @Test
    void settings_and_files_of_the_user_survive_both_ways() throws Exception {
        Files.createDirectories(file("agents/execution"));
        Files.writeString(file("settings.json"), THEIRS);
        Files.writeString(file("agents/execution/change-control.md"), "mine");

        assertThat(install().out()).contains("keep    agents/execution/change-control.md");

        assertThat(settings().at("/hooks/SubagentStop/0/hooks/0/command").asString())
                .isEqualTo("say done");
        assertThat(settings().at("/hooks/SubagentStop")).hasSize(2);
        assertThat(settings().path("model").asString()).isEqualTo("opus");

        install("--uninstall");

        assertThat(settings()).isEqualTo(Wire.lenient().readTree(THEIRS));
        assertThat(everything()).hasSize(2).containsValue("mine");
    }

    @Test
    void an_agent_that_the_user_changed_afterwards_is_kept() throws Exception {
        install();
        Files.writeString(file("agents/coordinator/architect.md"), "mine");

        assertThat(install().out()).contains("keep    agents/coordinator/architect.md");
        install("--uninstall");

        assertThat(everything().keySet())
                .containsExactly(".claude/agents/coordinator/architect.md");
    }

    @Test
    void a_dry_run_shows_and_changes_nothing() throws Exception {
        assertThat(install("--dry-run").out()).contains("add     settings.json");
        assertThat(install("--dry-run", "--json").json().path("steps")).hasSize(43);
        assertThat(everything()).isEmpty();
    }

    @Test
    void settings_that_cannot_be_read_are_refused_before_anything_changes() throws Exception {
        Files.createDirectories(file(""));
        Files.writeString(file("settings.json"), "{ // mine");

        Cli.Run run = install();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("holds no settings").contains("nothing was changed");
        assertThat(everything()).hasSize(1);
    }

    @Test
    void the_place_the_agents_come_from_is_no_target() throws Exception {
        Files.createDirectories(file(""));
        Files.createSymbolicLink(file("agents"), Path.of(REAL));

        assertThat(install().err()).contains("is where the agents come from");
    }
}
