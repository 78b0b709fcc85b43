package dev.haios.cli.budgets;

import dev.haios.cli.call.Query;
import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code haios budgets remove}. */
@Command(
        name = "remove",
        header = "Remove a budget: what it was for is not limited by it any more.",
        footer = {
            "",
            "Needs the operator's token. What config/budgets.json names comes back when the gateway starts.",
            "Exit codes: 0 removed; 2 bad usage; 3 refused, or the gateway cannot be reached;",
            "4 there is no such budget."
        })
final class RemoveCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    @Parameters(index = "0", paramLabel = "<scope>", description = "As `budgets list` shows it.")
    private String scope = "";

    RemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (ServiceCalls calls = new ServiceCalls(session)) {
            JsonNode left =
                    calls.delete("gateway", "/budgets/" + Query.segment(scope))
                            .orFail("See which there are: `haios budgets list`.")
                            .json();
            session.terminal().line(output.json() ? left.toString() : scope + ": removed");
        }
        return ExitCode.OK;
    }
}
