package dev.haios.cli.agents;

import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.contracts.schema.Wire;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** {@code haios agent start}: the hook SubagentStart. */
@Command(
        name = "start",
        header = "Hook SubagentStart: make an agent appear in the registry.",
        description = {
            "Reads the call of Claude Code from stdin. An agent of ours is registered under its"
                    + " parent, one entry per invocation and without capabilities, so that no work"
                    + " is routed to it; any other agent is left alone."
        },
        footer = {
            "",
            "Exit codes: 0 registered, or not ours; 3 anything else, and the agent works on."
        })
final class StartCommand implements Callable<Integer> {

    // Nobody beats for a sub-agent while it thinks: it is believed this long without a word.
    private static final int TTL_S = 14_400;
    private static final int INTERVAL_S = 3600;

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();
    @Mixin private FolderOption folder = new FolderOption();

    StartCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return HookCall.quietly(this::start);
    }

    private int start() {
        HookCall call = HookCall.read(session, "SubagentStart");
        Optional<AgentText> ours =
                AgentFolder.readSound(folder.of(session)).agents().stream()
                        .filter(agent -> agent.name().equals(call.type()))
                        .findFirst();
        if (ours.isEmpty()) {
            return ExitCode.OK;
        }
        try (ServiceCalls calls = new ServiceCalls(session)) {
            String body = registration(call, ours.get(), calls.url("registry").toString());
            calls.post("registry", "/register", body, ServiceCalls.QUICK).orFail();
        }
        if (output.json()) {
            ObjectNode said = Wire.mapper().createObjectNode();
            session.terminal().line(said.put("service_id", call.serviceId()).toString());
        }
        return ExitCode.OK;
    }

    private static String registration(HookCall call, AgentText agent, String registry) {
        ObjectNode body = Wire.mapper().createObjectNode();
        body.put("service_id", call.serviceId())
                .put("name", agent.name())
                .put("type", "agent")
                .put("role", agent.folder().equals("execution") ? "experimental" : "coordinator")
                // Nothing answers for a sub-agent; the registry wants a place that differs.
                .put("url", registry + "/services/" + call.serviceId())
                .put("heartbeat_interval_s", INTERVAL_S)
                .put("ttl_s", TTL_S);
        body.putArray("caps");
        body.putObject("labels")
                .put("parent", agent.parent().isEmpty() ? null : agent.parent())
                .put("tier", agent.folder())
                .put("run_by", "claude-code")
                .put("session", call.session());
        return body.toString();
    }
}
