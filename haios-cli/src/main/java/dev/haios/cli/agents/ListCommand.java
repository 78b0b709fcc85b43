package dev.haios.cli.agents;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Table;
import dev.haios.contracts.schema.Wire;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code haios agents list}. */
@Command(
        name = "list",
        header = "List the agents, their place and what they can do.",
        footer = {"", "Exit codes: 0 listed; 2 bad usage; 6 a file has a defect."})
final class ListCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();
    @Mixin private FolderOption folder = new FolderOption();

    ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AgentFolder read = AgentFolder.readSound(folder.of(session));
        if (output.json()) {
            session.terminal().line(Wire.mapper().writeValueAsString(Compiled.configs(read)));
            return ExitCode.OK;
        }
        Table table = new Table("NAME", "TIER", "PARENT", "MODEL", "CAPS");
        read.agents()
                .forEach(agent ->
                        table.row(
                                agent.name(),
                                agent.folder(),
                                agent.parent(),
                                agent.head("model"),
                                String.join(" ", agent.list("Capabilities"))));
        table.print(session.terminal(), "No agent.");
        return ExitCode.OK;
    }
}
