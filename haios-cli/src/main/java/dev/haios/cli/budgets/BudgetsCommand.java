package dev.haios.cli.budgets;

import dev.haios.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code haios budgets}: what may be spent, and what was. */
@Command(
        name = "budgets",
        mixinStandardHelpOptions = true,
        header = "List and set budgets of the fleet, a provider, an agent or a run.",
        synopsisSubcommandLabel = "(list | set | remove)",
        footer = {
            "",
            "Examples:",
            "  haios budgets list",
            "  haios budgets set fleet 25 --period day",
            "  haios budgets set agent:Architect 2.50"
        })
public final class BudgetsCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    private BudgetsCommand() {}

    /** The command with its subcommands. */
    public static CommandLine of(Session session) {
        return new CommandLine(new BudgetsCommand())
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new SetCommand(session))
                .addSubcommand(new RemoveCommand(session));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, set or remove");
    }
}
