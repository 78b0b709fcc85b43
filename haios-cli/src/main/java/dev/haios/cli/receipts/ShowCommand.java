package dev.haios.cli.receipts;

import dev.haios.cli.call.Query;
import dev.haios.cli.call.Reply;
import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code haios receipts show}. */
@Command(
        name = "show",
        header = "Show everything a run's receipts say.",
        footer = {
            "",
            "Exit codes: 0 shown; 2 bad usage; 3 the gateway cannot be reached; 4 there is no such run."
        })
final class ShowCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "<run_id>", description = "The run, or one receipt of it.")
    private String id = "";

    ShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (ServiceCalls calls = new ServiceCalls(session)) {
            Reply reply =
                    calls.get("gateway", "/receipts/" + Query.segment(id))
                            .orFail(ReceiptsCommand.SEE_LIST);
            session.terminal()
                    .line(
                            output.json()
                                    ? reply.body()
                                    : Terminal.plain(reply.json().toPrettyString()));
        }
        return ExitCode.OK;
    }
}
