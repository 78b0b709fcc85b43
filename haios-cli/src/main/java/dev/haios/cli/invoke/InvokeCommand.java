package dev.haios.cli.invoke;

import dev.haios.cli.call.EventSource;
import dev.haios.cli.call.Reply;
import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.contracts.invoke.InvokeRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code haios invoke}: one call through the gateway. */
@Command(
        name = "invoke",
        header = "Send a text to whoever can do what you need.",
        description = {
            "The gateway picks a service with the capabilities you name, falls back to the next one"
                    + " when it fails, and writes a receipt."
        },
        footer = {
            "",
            "Examples:",
            "  haios invoke --cap classify \"quantum entanglement physics\"",
            "  haios invoke --cap summarize - < report.txt",
            "  haios invoke --name mock --payload '{\"text\":\"hello\"}' --json",
            "",
            "Exit codes: 0 answered; 2 the request is wrong; 3 the gateway cannot be reached, or"
                    + " failed inside; 4 nothing matches or is available; 5 a budget refuses it;"
                    + " 6 every upstream failed; 7 the deadline passed."
        })
public final class InvokeCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();
    @Mixin private CallOptions call = new CallOptions();

    @Option(
            names = "--stream",
            description = "Print the answer while it is made; with --json, an event per line.")
    private boolean stream;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the answer alone.")
    private boolean quiet;

    public InvokeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        InvokeRequest request = call.request(session);
        try (ServiceCalls calls = new ServiceCalls(session)) {
            if (stream) {
                try (EventSource events =
                        calls.streamPost("gateway", "/invoke", Invocation.json(request))) {
                    StreamedAnswer answer = new StreamedAnswer(session);
                    if (output.json()) {
                        answer.printJson(events);
                    } else {
                        answer.print(events);
                    }
                }
                return ExitCode.OK;
            }
            print(new Invocation(calls).send(request, call.patience()).orFail());
            return ExitCode.OK;
        }
    }

    private void print(Reply reply) {
        Answer answer = new Answer(reply.json());
        if (output.json()) {
            session.terminal().line(reply.body());
        } else if (quiet) {
            session.terminal().line(answer.text());
        } else {
            answer.print(session);
        }
    }
}
