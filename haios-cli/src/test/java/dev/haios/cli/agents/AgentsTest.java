package dev.haios.cli.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.testing.Cli;
import dev.haios.contracts.schema.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AgentsTest {

    private static final Path REAL = Path.of("..", "agents").toAbsolutePath().normalize();
    private static final String WORKER = "execution/worker.md";

    @TempDir private Path home;

    private void file(String path, String text) throws IOException {
        Path file = home.resolve("agents").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void agent(String path, String tools, String parent, String children)
            throws IOException {
        String name = path.replaceAll("^.*/|\\.md$", "");
        String budget = path.startsWith("execution") ? "0.30/0.50" : "0.50/0.75";
        file(
                path,
                """
                ---
                name: %s
                description: Does one thing.
                tools: %s
                model: inherit
                ---

                You are %s.

                ## Inputs

                - A task.

                ## Duties

                1. Look.
                2. Do.
                3. Check.

                ## Outputs

                - A result.

                ## Checks

                - It is right.

                ## Ask first

                - Before anything dear.

                ## Tools

                What it needs.

                ## Limits

                - Token budget: %s (target/hard)
                - Heartbeat: every 60 s
                - Rights: read:*
                - Approvals: delete, git_push, destructive_sql, external_post
                - Capabilities: work
                - Reports: artifacts/work/

                Parent: %s
                Children: %s

                Registry URL: http://localhost:6121
                """
                        .formatted(name, tools, name, budget, parent, children));
    }

    private void two() throws IOException {
        agent("coordinator/boss.md", "Agent(worker), Read", "none", "Worker");
        agent(WORKER, "Read, Bash", "Boss", "none");
    }

    private Cli.Run lint() {
        return new Cli(home).run("agents", "lint");
    }

    @Test
    void the_42_agents_of_this_repository_are_sound() {
        Cli.Run lint = new Cli(home).run("agents", "lint", "--json", "--dir", REAL.toString());

        assertThat(lint.json().path("findings")).isEmpty();
        assertThat(lint.json().path("agents").asInt()).isEqualTo(42);
        assertThat(lint.exitCode()).isZero();
    }

    @Test
    void the_real_tree_has_12_coordinators_11_system_and_19_execution_agents() {
        JsonNode agents =
                new Cli(home)
                        .run("agents", "list", "--json", "--dir", REAL.toString())
                        .json()
                        .path("agents");

        assertThat(agents.findValuesAsString("tier")).filteredOn("coordinator"::equals).hasSize(12);
        assertThat(agents.findValuesAsString("tier")).filteredOn("system"::equals).hasSize(11);
        assertThat(agents.findValuesAsString("tier")).filteredOn("execution"::equals).hasSize(19);
        assertThat(agents)
                .allSatisfy(agent ->
                        assertThat(Contracts.load().violations("agent_config", agent)).isEmpty());
    }

    @Test
    void a_sound_folder_has_no_defect() throws Exception {
        two();

        assertThat(lint().out()).isEqualTo("2 agents, 0 defects\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: worker | name: Worker | 2: name must be a-z, 0-9 and hyphens",
                "name: worker | name: other | 2: name other is not the file's: worker",
                "name: worker | name: boss | 2: the name boss is taken by coordinator/boss.md",
                "name: worker | '' | 1: missing in the front matter: name",
                "description: Does one thing. | description: a: b | 3: description is no plain",
                "tools: Read, Bash | tools: Read, Hammer | 4: unknown tool: Hammer",
                "tools: Read, Bash | tools: Read, Read | 4: tool named twice: Read",
                "tools: Read, Bash | tools: Read, Agent | 4: Agent must name whom",
                "tools: Read, Bash | tools: Agent(boss) | 4: Agent(...) must name exactly its children: none",
                "tools: Read, Bash | tools: Write | 40: Write or Edit without a write: right",
                "tools: Read, Bash | '' | 1: missing in the front matter: tools",
                "model: inherit | model: gpt | 5: unknown model: gpt",
                "model: inherit | colour: red | 5: unknown key in the front matter: colour",
                "model: inherit | model: inherit~maxTurns: 0 | 6: maxTurns must be 1 to 9999",
                "model: inherit | model: inherit~color: mauve | 6: unknown color: mauve",
                "model: inherit | model: inherit~name: b | 6: name is said twice",
                "You are worker. | Worker. | 8: does not begin with its role",
                "## Inputs | ## Input | section missing or empty: ## Inputs",
                "## Outputs | ## Inputs | 20: repeats the section ## Inputs",
                "2. Do. | 3. Do. | 17: duty 2 was expected here",
                "0.30/0.50 | 0.30/0.90 | 38: Token budget must be 0.30/0.50",
                "every 60 s | every 5 s | 39: Heartbeat must be every 60 s",
                "read:* | read:? | 40: Rights holds what no policy can name: read:?",
                "read:* | write:x | 40: a write: right without Write or Edit",
                "delete, git_push | git_push | 41: Bash needs the approvals delete",
                "Capabilities: work | Capabilities: a, a | 42: Capabilities holds a twice",
                "artifacts/work/ | /tmp/ | 43: Reports must be a folder below",
                "Parent: Boss | Parent: Nobody | 45: unknown parent: nobody",
                "Parent: Boss | Parent: worker | 45: the way up never ends: worker comes twice",
                "Parent: Boss | Parent: none | 45: a second root beside boss",
                "Parent: Boss | '' | missing: Parent:",
                "Children: none | Children: Ghost | 46: unknown child: ghost",
                "Children: none | Children: none~Pipeline: a > b | 47: a stage that is not its child: a",
                "localhost:6121 | localhost:1 | 48: Registry URL must be http://localhost:6121",
            })
    void each_defect_is_named_with_its_file_and_line(String was, String is, String finding)
            throws Exception {
        two();
        Path worker = home.resolve("agents").resolve(WORKER);
        String text = Files.readString(worker);
        assertThat(text).contains(was);
        Files.writeString(worker, text.replace(was, is == null ? "" : is.replace('~', '\n')));

        Cli.Run lint = lint();

        assertThat(lint.out()).contains(WORKER + ":").contains(finding);
        assertThat(lint.exitCode()).isEqualTo(6);
    }

    @Test
    void a_tree_deeper_than_four_tiers_or_a_child_of_somebody_else_is_a_defect() throws Exception {
        agent("coordinator/a.md", "Agent(b)", "none", "b, e");
        agent("coordinator/b.md", "Agent(c)", "a", "c");
        agent("coordinator/c.md", "Agent(d)", "b", "d");
        agent("coordinator/d.md", "Agent(e)", "c", "e");
        agent("execution/e.md", "Read", "d", "none");

        assertThat(lint().out())
                .contains("execution/e.md:45: stands in tier 5, at most 4")
                .contains("coordinator/a.md:46: e has another parent: d");
    }

    @Test
    void a_file_that_is_too_long_or_without_front_matter_is_a_defect() throws Exception {
        two();
        Path worker = home.resolve("agents").resolve(WORKER);
        Files.writeString(worker, Files.readString(worker) + "\nmore".repeat(100));
        file("execution/plain.md", "# Notes\n");

        assertThat(lint().out())
                .contains(WORKER + ":121: too long: 149 lines, at most 120")
                .contains("execution/plain.md:1: does not begin with front matter");
    }

    @Test
    void a_pipelines_member_may_name_who_comes_next_and_nobody_else() throws Exception {
        agent("coordinator/boss.md", "Agent(x, y, z)", "none", "x, y, z\nPipeline: x > y > z");
        agent("execution/x.md", "Read", "boss", "Y");
        agent("execution/y.md", "Read", "boss", "x");
        agent("execution/z.md", "Read", "boss", "none");

        assertThat(lint().out())
                .contains("execution/y.md:46: x has another parent: boss")
                .contains("4 agents, 1 defects");
    }

    @Test
    void the_tree_shows_who_reports_to_whom() throws Exception {
        two();

        assertThat(new Cli(home).run("agents", "tree").out()).isEqualTo("boss\n  worker\n");
        JsonNode tree = new Cli(home).run("agents", "tree", "--json").json();
        assertThat(tree.at("/children/0/name").asString()).isEqualTo("worker");
    }

    @Test
    void compiling_twice_gives_the_same_bytes() throws Exception {
        Cli cli = new Cli(home);
        Path file = home.resolve("artifacts/agents/agents.json");

        Cli.Run first = cli.run("agents", "compile", "--dir", REAL.toString());
        byte[] before = Files.readAllBytes(file);
        cli.run("agents", "compile", "--dir", REAL.toString());

        assertThat(first.out()).isEqualTo("42 agents written to artifacts/agents/agents.json\n");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void nothing_is_compiled_from_files_with_defects() throws Exception {
        agent(WORKER, "Hammer", "none", "none");

        Cli.Run compile = new Cli(home).run("agents", "compile");

        assertThat(compile.exitCode()).isEqualTo(6);
        assertThat(compile.err()).contains(WORKER + ":4: unknown tool: Hammer");
        assertThat(home.resolve("artifacts/agents")).doesNotExist();
    }

    @Test
    void a_folder_without_agents_is_a_usage_error() {
        Cli.Run lint = lint();

        assertThat(lint.exitCode()).isEqualTo(2);
        assertThat(lint.err()).contains("no agents in").contains("--dir");
    }
}
