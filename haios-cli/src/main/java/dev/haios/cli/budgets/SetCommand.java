package dev.haios.cli.budgets;

import dev.haios.cli.call.Query;
import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code haios budgets set}. */
@Command(
        name = "set",
        header = "Set what may be spent; what was spent stays spent.",
        footer = {
            "",
            "Needs the operator's token, which `haios up` makes.",
            "Exit codes: 0 set; 2 bad usage; 3 refused, or the gateway cannot be reached."
        })
final class SetCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    @Parameters(
            index = "0",
            paramLabel = "<scope>",
            description = "fleet, provider:<name>, agent:<name> or run:<id>.")
    private String scope = "";

    @Parameters(index = "1", paramLabel = "<usd>", description = "Most that may be spent.")
    private BigDecimal usd = BigDecimal.ZERO;

    @Option(
            names = "--period",
            paramLabel = "<period>",
            description = "When spending begins anew: total (never), day or month, in UTC.")
    private @Nullable String period;

    SetCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var limit = JsonNodeFactory.instance.objectNode().put("limit_usd", usd);
        if (period != null) {
            limit.put("period", period);
        }
        try (ServiceCalls calls = new ServiceCalls(session)) {
            JsonNode budget =
                    calls.put("gateway", "/budgets/" + Query.segment(scope), limit.toString())
                            .orFail()
                            .json();
            session.terminal()
                    .line(
                            output.json()
                                    ? budget.toString()
                                    : "%s: %s USD, %s spent"
                                            .formatted(
                                                    scope,
                                                    budget.path("limit_usd").asString(""),
                                                    budget.path("spent_usd").asString("")));
        }
        return ExitCode.OK;
    }
}
