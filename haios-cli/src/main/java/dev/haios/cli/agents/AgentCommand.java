package dev.haios.cli.agents;

import dev.haios.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code haios agent}: what Claude Code's hooks call for one running agent. */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        header = "Hooks of Claude Code: an agent starts, an agent stops.",
        synopsisSubcommandLabel = "(start | stop)",
        footer = {"", "docs/agents.md shows the settings that call them."})
public final class AgentCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    private AgentCommand() {}

    /** The command with its subcommands. */
    public static CommandLine of(Session session) {
        return new CommandLine(new AgentCommand())
                .addSubcommand(new StartCommand(session))
                .addSubcommand(new StopCommand(session));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: start or stop");
    }
}
