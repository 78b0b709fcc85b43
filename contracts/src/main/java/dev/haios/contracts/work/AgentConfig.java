package dev.haios.contracts.work;

import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An agent as its file describes it, compiled for the services that enforce it.
 *
 * @param name lower case and hyphens, at most 64 characters
 * @param description when to delegate to it, at most 1024 characters
 * @param parent the agent above it; absent for the root
 * @param children the agents it may delegate to, at most 64
 * @param tools what it may use, at most 64
 * @param model the model it runs on; "inherit" for the caller's
 * @param caps what it can do
 * @param heartbeatIntervalS seconds between heartbeats, 1 to 3600
 * @param rights what policy lets it do, at most 64
 * @param approvals what needs a person's consent, at most 64
 * @param maxTurns most turns in one conversation, 1 to 10,000
 */
@Contract("agent_config")
public record AgentConfig(
        String name,
        String description,
        AgentTier tier,
        @Nullable String parent,
        List<String> children,
        List<String> tools,
        String model,
        List<String> caps,
        AgentBudget tokenBudget,
        int heartbeatIntervalS,
        List<String> rights,
        List<String> approvals,
        @Nullable Integer maxTurns) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern RIGHT = Pattern.compile("[a-z0-9_.:*/-]{1,128}");
    private static final int MAX_ITEMS = 64;

    /** Checks the bounds and copies the lists. */
    public AgentConfig {
        agent("name", name);
        Bounds.text("description", description, 1024);
        agent("parent", parent);
        children = Bounds.list("children", children, 0, MAX_ITEMS);
        children.forEach(child -> agent("children", child));
        tools = Bounds.list("tools", tools, 0, MAX_ITEMS);
        tools.forEach(tool -> Bounds.name("tools", tool));
        Bounds.name("model", model);
        caps = Bounds.caps("caps", caps);
        Bounds.range("heartbeat_interval_s", heartbeatIntervalS, 1, 3600);
        rights = Bounds.list("rights", rights, 0, MAX_ITEMS);
        rights.forEach(right -> right("rights", right));
        approvals = Bounds.list("approvals", approvals, 0, MAX_ITEMS);
        approvals.forEach(approval -> right("approvals", approval));
        Bounds.range("max_turns", maxTurns, 1, 10_000);
    }

    private static void agent(String field, @Nullable String value) {
        Bounds.matches(field, value, NAME, "an agent's name: a-z, 0-9 and '-', at most 64");
    }

    private static void right(String field, String value) {
        Bounds.matches(field, value, RIGHT, "words of a-z, 0-9, '_', '.', ':', '*', '/', '-'");
    }
}
