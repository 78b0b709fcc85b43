package dev.haios.cli.agents;

import dev.haios.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code haios agents}: the sub-agents of this repository. */
@Command(
        name = "agents",
        mixinStandardHelpOptions = true,
        header = "Check, show, compile and install the agents' files.",
        synopsisSubcommandLabel = "(lint | list | tree | compile | install)",
        footer = {
            "",
            "Examples:",
            "  haios agents lint",
            "  haios agents tree",
            "  haios agents compile -o artifacts/agents",
            "  haios agents install ../my-project --dry-run"
        })
public final class AgentsCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    private AgentsCommand() {}

    /** The command with its subcommands. */
    public static CommandLine of(Session session) {
        return new CommandLine(new AgentsCommand())
                .addSubcommand(new LintCommand(session))
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new TreeCommand(session))
                .addSubcommand(new CompileCommand(session))
                .addSubcommand(new InstallCommand(session));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: lint, list, tree, compile or install");
    }
}
