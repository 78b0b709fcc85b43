package dev.haios.cli.agents;

import dev.haios.cli.call.Reply;
import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.contracts.schema.Wire;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code haios agent stop}: the hook SubagentStop. */
@Command(
        name = "stop",
        header = "Hook SubagentStop: take an agent out of the registry.",
        description = {
            "Reads the call of Claude Code from stdin. An invocation that is not registered is no"
                    + " error: it was not ours, or has left already."
        },
        footer = {
            "",
            "Exit codes: 0 it is gone; 3 anything else, and the agent ends all the same."
        })
final class StopCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    StopCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return HookCall.quietly(this::stop);
    }

    private int stop() {
        HookCall call = HookCall.read(session, "SubagentStop");
        String body =
                Wire.mapper().createObjectNode().put("service_id", call.serviceId()).toString();
        try (ServiceCalls calls = new ServiceCalls(session)) {
            Reply reply = calls.post("registry", "/deregister", body, ServiceCalls.QUICK);
            if (reply.status() != 404) {
                reply.orFail();
            }
        }
        if (output.json()) {
            session.terminal().line(body);
        }
        return ExitCode.OK;
    }
}
