package dev.haios.cli.agents;

import dev.haios.contracts.schema.Wire;
import dev.haios.contracts.work.AgentBudget;
import dev.haios.contracts.work.AgentConfig;
import dev.haios.contracts.work.AgentTier;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What sound files mean to the services: pure, so that the same files give the same bytes. */
final class Compiled {

    private static final int HEARTBEAT_S = 60;

    private Compiled() {}

    /** All agents as {@code {"agents": [agent_config, ...]}}, in the order of their names. */
    static ObjectNode configs(AgentFolder folder) {
        ObjectNode document = Wire.mapper().createObjectNode();
        ArrayNode agents = document.putArray("agents");
        folder.agents().stream()
                .map(Compiled::config)
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(config -> agents.add(Wire.mapper().<ObjectNode>valueToTree(config)));
        return document;
    }

    static AgentConfig config(AgentText agent) {
        String[] budget = agent.fact("Token budget").split("[/ ]", -1);
        return new AgentConfig(
                agent.name(),
                agent.head("description"),
                AgentTier.valueOf(agent.folder().toUpperCase(Locale.ROOT)),
                agent.parent().isEmpty() ? null : agent.parent(),
                agent.children(),
                tools(agent),
                agent.head("model"),
                agent.list("Capabilities"),
                new AgentBudget(Double.parseDouble(budget[0]), Double.parseDouble(budget[1])),
                HEARTBEAT_S,
                agent.list("Rights"),
                agent.list("Approvals"),
                agent.head("maxTurns").isEmpty() ? null : Integer.valueOf(agent.head("maxTurns")));
    }

    /** Without whom it may start: its children say that. */
    private static List<String> tools(AgentText agent) {
        return agent.tools().stream()
                .map(tool -> tool.startsWith("Agent(") ? "Agent" : tool)
                .toList();
    }
}
