package dev.haios.cli;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code haios bench} is the script's own; it stands here for the help and the completion. */
@Command(name = "bench", header = "Measure the fleet beside baselines (part of scripts/haios).")
final class BenchCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "<arguments>",
            arity = "0..*",
            description = "The benchmark and its options; see haios bench --help.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        throw Failure.of(
                ExitCode.USAGE,
                "`bench"
                        + (arguments.isEmpty() ? "" : " …")
                        + "` is run by the script, not by this jar",
                "Run `scripts/haios bench`.");
    }
}
