package dev.haios.cli.receipts;

import dev.haios.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code haios receipts}: what calls were made, by whom, at what price, and the proof of it. */
@Command(
        name = "receipts",
        mixinStandardHelpOptions = true,
        header = "List, show, verify and export the receipts of calls.",
        synopsisSubcommandLabel = "(list | show | verify | export)",
        footer = {
            "",
            "Examples:",
            "  haios receipts list --agent Architect --limit 5",
            "  haios receipts verify",
            "  haios receipts export gw-2026-01-01-10-30-00-123456 -o /tmp"
        })
public final class ReceiptsCommand implements Runnable {

    /** What to do when there is no such receipt. */
    static final String SEE_LIST = "See which there are: `haios receipts list`.";

    @Spec private CommandSpec spec = CommandSpec.create();

    private ReceiptsCommand() {}

    /** The command with its subcommands. */
    public static CommandLine of(Session session) {
        return new CommandLine(new ReceiptsCommand())
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new ShowCommand(session))
                .addSubcommand(new VerifyCommand(session))
                .addSubcommand(new ExportCommand(session));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: list, show, verify or export");
    }
}
