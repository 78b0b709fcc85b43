package dev.haios.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.haios.bench.process.Broken;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the benchmarks; {@code scripts/haios bench} runs it. */
@Command(
        name = "haios bench",
        mixinStandardHelpOptions = true,
        header = "Measure the fleet beside baselines, in the same run.",
        description = {
            "",
            "Starts a fleet of its own on free ports, in artifacts/bench, with the options of"
                    + " config/fleet.json; a fleet in use is not touched. All load stays on"
                    + " loopback. Every contestant is measured in turn, round by round. Printed are"
                    + " the medians, the ratio to the baseline, and the targets, which are reported"
                    + " and never fail a run.",
            ""
        },
        synopsisHeading = "Usage: ",
        synopsisSubcommandLabel = "<benchmark>",
        commandListHeading = "%nBenchmarks:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  haios bench gateway",
            "  haios bench registry --rounds 5 --seconds 10",
            "  haios bench gateway --rate 0 --json      only as fast as it goes; for scripts",
            "  haios bench <benchmark> --help           its options",
            "",
            "Tools that are missing (wrk, nginx, etcd, h2load) are downloaded by the name of their"
                    + " Debian package and unpacked below artifacts/bench; nothing is installed.",
            "Exit codes: 0 measured, whatever the figures; 2 bad usage; 3 it could not be measured,"
                    + " or a call failed. docs/benchmarks.md says what the figures mean."
        },
        subcommands = {
            GatewayCommand.class,
            RegistryCommand.class,
            StreamCommand.class,
            StartupCommand.class,
            MemoryCommand.class
        })
public final class Bench implements Runnable {

    static final int BROKEN = 3;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Runs one command line and answers its exit code. */
    static int run(String... arguments) {
        return new CommandLine(new Bench())
                .setOut(new PrintWriter(System.out, true, UTF_8))
                .setErr(new PrintWriter(System.err, true, UTF_8))
                .setExecutionExceptionHandler((failure, line, _) -> {
                    if (!(failure instanceof Broken)) {
                        throw failure;
                    }
                    line.getErr().println("haios bench: " + failure.getMessage());
                    return BROKEN;
                })
                .execute(arguments);
    }

    /** The entry point of the jar. */
    public static void main(String[] arguments) {
        // Figures look the same everywhere, so that output can be compared and parsed.
        Locale.setDefault(Locale.ROOT);
        System.exit(run(arguments));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
