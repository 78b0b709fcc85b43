package dev.haios.cli.receipts;

import dev.haios.cli.call.Query;
import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Table;
import dev.haios.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code haios receipts list}. */
@Command(
        name = "list",
        header = "List the latest receipts, newest last.",
        footer = {"", "Exit codes: 0 listed; 2 bad usage; 3 the gateway cannot be reached."})
final class ListCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    @Option(names = "--agent", paramLabel = "<name>", description = "Only calls of this agent.")
    private @Nullable String agent;

    @Option(
            names = "--since",
            paramLabel = "<time>",
            description = "Only calls since then, e.g. 2026-01-01T10:30:00Z.")
    private @Nullable String since;

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "20",
            description = "How many; default ${DEFAULT-VALUE}.")
    private int limit;

    ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String query =
                new Query("/receipts")
                        .and("agent", agent)
                        .and("since", since)
                        .and("limit", limit)
                        .toString();
        try (ServiceCalls calls = new ServiceCalls(session)) {
            JsonNode page = calls.get("gateway", query).orFail().json();
            if (output.json()) {
                session.terminal().line(page.toString());
            } else {
                print(page.path("receipts"));
            }
        }
        return ExitCode.OK;
    }

    private static String milliseconds(JsonNode figure) {
        return figure.isNumber() ? "%.1f".formatted(figure.asDouble()) : "";
    }

    private void print(JsonNode receipts) {
        Table table =
                new Table(">SEQ", "WHEN", "RUN", "STATUS", "ANSWERED BY", ">MS", ">USD", "AGENT");
        for (JsonNode receipt : receipts) {
            table.row(
                    receipt.path("seq").asString(""),
                    Terminal.time(receipt.path("ts").asString("")),
                    receipt.path("run_id").asString(""),
                    receipt.path("status").asString(""),
                    receipt.path("resolved").path("name").asString("-"),
                    milliseconds(receipt.path("timings_ms").path("total")),
                    receipt.path("cost_actual").path("usd").asString(""),
                    receipt.path("agent").asString(""));
        }
        table.print(session.terminal(), "No receipt matches.");
    }
}
