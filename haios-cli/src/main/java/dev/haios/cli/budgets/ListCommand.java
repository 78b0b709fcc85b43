package dev.haios.cli.budgets;

import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Table;
import dev.haios.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code haios budgets list}. */
@Command(
        name = "list",
        header = "List the budgets: limit, spent, held for calls under way, left.",
        footer = {"", "Exit codes: 0 listed; 2 bad usage; 3 the gateway cannot be reached."})
final class ListCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (ServiceCalls calls = new ServiceCalls(session)) {
            JsonNode all = calls.get("gateway", "/budgets").orFail().json();
            if (output.json()) {
                session.terminal().line(all.toString());
            } else {
                print(all.path("budgets"));
            }
        }
        return ExitCode.OK;
    }

    private void print(JsonNode budgets) {
        Table table =
                new Table(
                        "SCOPE", ">LIMIT", ">SPENT", ">HELD", ">LEFT", "PERIOD", "SINCE", "STATUS");
        for (JsonNode budget : budgets) {
            table.row(
                    budget.path("scope").asString(""),
                    budget.path("limit_usd").asString(""),
                    budget.path("spent_usd").asString(""),
                    budget.path("reserved_usd").asString(""),
                    budget.path("available_usd").asString(""),
                    budget.path("period").asString(""),
                    Terminal.time(budget.path("since").asString("")),
                    budget.path("status").asString(""));
        }
        table.print(session.terminal(), "There are no budgets: nothing is limited.");
    }
}
