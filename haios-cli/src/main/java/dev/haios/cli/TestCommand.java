package dev.haios.cli;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code haios test} is the script's own; it stands here for the help and the completion. */
@Command(name = "test", header = "Build everything and run every test (part of scripts/haios).")
final class TestCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "<arguments>",
            arity = "0..*",
            description = "--long, or arguments for Maven.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        throw Failure.of(
                ExitCode.USAGE,
                "`test"
                        + (arguments.isEmpty() ? "" : " …")
                        + "` is run by the script, not by this jar",
                "Run `scripts/haios test`.");
    }
}
