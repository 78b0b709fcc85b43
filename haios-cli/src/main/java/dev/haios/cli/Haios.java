package dev.haios.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.haios.cli.agents.AgentCommand;
import dev.haios.cli.agents.AgentsCommand;
import dev.haios.cli.budgets.BudgetsCommand;
import dev.haios.cli.events.EventsCommand;
import dev.haios.cli.invoke.InvokeCommand;
import dev.haios.cli.lifecycle.DownCommand;
import dev.haios.cli.lifecycle.LogsCommand;
import dev.haios.cli.lifecycle.StatusCommand;
import dev.haios.cli.lifecycle.UpCommand;
import dev.haios.cli.receipts.ReceiptsCommand;
import dev.haios.cli.services.ServicesCommand;
import dev.haios.cli.session.Session;
import dev.haios.cli.training.TrainCommand;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/**
 * The command line of HAIOS. {@code scripts/haios} finds a JDK, builds when needed, and runs this.
 */
@Command(
        name = "haios",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        header = "HAIOS: run a fleet of AI services and agents, and route work to them.",
        synopsisHeading = "Usage: ",
        synopsisSubcommandLabel = "<command>",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  haios up                                                     start the fleet",
            "  haios invoke --cap classify \"quantum entanglement physics\"   one real call",
            "  haios status                                                 what runs",
            "  haios receipts verify                                        prove the records",
            "  haios test                                                   build and run every test",
            "  haios bench gateway                                          measure beside baselines",
            "  haios <command> --help                                       more on one command",
            "",
            "Every command but test takes --json. Exit codes: 0 good, 2 bad usage, 3 unreachable or failed;"
                    + " others are listed by each command's --help.",
            "Environment: HAIOS_HOME, HAIOS_FLEET_FILE, HAIOS_<SERVICE>_URL, HAIOS_TOKEN, HAIOS_BIND,"
                    + " HAIOS_TRAINING, NO_COLOR."
        })
public final class Haios implements Runnable {

    private final CommandLine commands;

    private Haios(Session session, String... arguments) {
        commands = new CommandLine(this);
        Map<String, Supplier<Object>> known = known(session);
        String named = arguments.length == 0 ? "" : arguments[0];
        // Describing a command costs more than most of them do: where one is named, only that one.
        if (known.containsKey(named) && !named.equals("completion")) {
            known.keySet().retainAll(Set.of(named));
        }
        known.forEach((name, command) -> commands.addSubcommand(name, command.get()));
        FailureText failures = new FailureText(session);
        commands.setOut(new PrintWriter(session.terminal().out(), true, UTF_8))
                .setErr(new PrintWriter(session.terminal().err(), true, UTF_8))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(
                                session.terminal().coloured() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.clamp(session.terminal().columns(), 80, 120))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    /** Every command by its name, in the order in which the help lists them. */
    private static Map<String, Supplier<Object>> known(Session session) {
        Map<String, Supplier<Object>> known = new LinkedHashMap<>();
        known.put("up", () -> new UpCommand(session));
        known.put("down", () -> new DownCommand(session));
        known.put("status", () -> new StatusCommand(session));
        known.put("logs", () -> new LogsCommand(session));
        known.put("invoke", () -> new InvokeCommand(session));
        known.put("services", () -> new ServicesCommand(session));
        known.put("events", () -> new EventsCommand(session));
        known.put("receipts", () -> ReceiptsCommand.of(session));
        known.put("budgets", () -> BudgetsCommand.of(session));
        known.put("agents", () -> AgentsCommand.of(session));
        known.put("agent", () -> AgentCommand.of(session));
        known.put("train", () -> new TrainCommand(session));
        known.put("test", TestCommand::new);
        known.put("bench", BenchCommand::new);
        known.put("completion", () -> new CompletionCommand(session));
        known.put("version", () -> new VersionCommand(session));
        return known;
    }

    /** Runs one command line and answers its exit code. */
    public static int run(Session session, String... arguments) {
        return new Haios(session, arguments).commands.execute(arguments);
    }

    /** The entry point of the jar. */
    public static void main(String[] arguments) {
        // Figures look the same everywhere, so that output can be compared and parsed.
        Locale.setDefault(Locale.ROOT);
        System.exit(run(Session.ofProcess(), arguments));
    }

    @Override
    public void run() {
        commands.usage(commands.getOut());
    }
}
