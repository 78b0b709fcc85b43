package dev.haios.cli.agents;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What can be wrong between agents' files: names, parents, children, depth. */
final class TreeCheck {

    private static final int MAX_TIERS = 4;
    private static final int MAX_DESCRIPTION_TOKENS = 15_000;
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final List<AgentText> agents;
    private final Map<String, AgentText> byName = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private TreeCheck(List<AgentText> agents) {
        this.agents = agents;
    }

    static List<Finding> of(List<AgentText> agents) {
        TreeCheck check = new TreeCheck(agents);
        check.names();
        agents.forEach(check::up);
        agents.forEach(check::down);
        check.roots();
        check.descriptions();
        return check.findings;
    }

    private void names() {
        for (AgentText agent : agents) {
            AgentText first = byName.putIfAbsent(agent.name(), agent);
            if (first != null) {
                int line = agent.head().getOrDefault("name", new AgentText.Line("", 1)).number();
                findings.add(
                        new Finding(
                                agent.file(),
                                line,
                                "the name " + agent.name() + " is taken by " + first.file()));
            }
        }
    }

    private void up(AgentText agent) {
        if (agent.parent().isEmpty()) {
            return;
        }
        AgentText parent = byName.get(agent.parent());
        if (parent == null) {
            report(agent, "Parent", "unknown parent: " + agent.parent());
            return;
        }
        if (!parent.children().contains(agent.name())) {
            report(agent, "Parent", parent.name() + " does not name it among its Children");
        }
        Set<String> above = new HashSet<>(Set.of(agent.name()));
        int tiers = 1;
        for (AgentText at = parent; at != null; at = byName.get(at.parent())) {
            tiers++;
            if (!above.add(at.name())) {
                report(agent, "Parent", "the way up never ends: " + at.name() + " comes twice");
                return;
            }
        }
        if (tiers > MAX_TIERS) {
            report(agent, "Parent", "stands in tier " + tiers + ", at most " + MAX_TIERS);
        }
    }

    private void down(AgentText agent) {
        Set<String> owned = new TreeSet<>();
        for (String child : agent.children()) {
            AgentText below = byName.get(child);
            if (below == null) {
                report(agent, "Children", "unknown child: " + child);
            } else if (below.parent().equals(agent.name())) {
                owned.add(child);
            } else if (!isSuccessor(agent, child)) {
                report(agent, "Children", child + " has another parent: " + below.fact("Parent"));
            }
        }
        for (String member : agent.pipeline()) {
            if (!owned.contains(member)) {
                report(agent, "Pipeline", "a stage that is not its child: " + member);
            }
        }
        Set<String> starts = new TreeSet<>();
        agent.tools().stream()
                .filter(tool -> tool.matches("Agent\\(.*\\)"))
                .flatMap(tool -> List.of(tool.substring(6, tool.length() - 1).split(",")).stream())
                .map(String::strip)
                .forEach(starts::add);
        if (!starts.equals(owned)) {
            findings.add(
                    new Finding(
                            agent.file(),
                            agent.head().getOrDefault("tools", new AgentText.Line("", 1)).number(),
                            "Agent(...) must name exactly its children: "
                                    + (owned.isEmpty() ? "none" : String.join(", ", owned))));
        }
    }

    /** Whether the agent hands its work on to {@code next} in their manager's pipeline. */
    private boolean isSuccessor(AgentText agent, String next) {
        AgentText manager = byName.get(agent.parent());
        if (manager == null) {
            return false;
        }
        List<String> order = manager.pipeline();
        int at = order.indexOf(agent.name());
        return at >= 0 && at + 1 < order.size() && order.get(at + 1).equals(next);
    }

    private void roots() {
        List<AgentText> roots =
                agents.stream()
                        .filter(agent -> agent.fact("Parent").equals("none"))
                        .sorted(Comparator.comparing(AgentText::file))
                        .toList();
        if (roots.isEmpty() && !agents.isEmpty()) {
            report(agents.getFirst(), "Parent", "no agent is the root: Parent: none");
        }
        roots.stream()
                .skip(1)
                .forEach(root ->
                        report(root, "Parent", "a second root beside " + roots.getFirst().name()));
    }

    private void descriptions() {
        int tokens =
                agents.stream().mapToInt(agent -> agent.head("description").length()).sum()
                        / CHARACTERS_PER_TOKEN;
        if (tokens >= MAX_DESCRIPTION_TOKENS) {
            findings.add(
                    new Finding(
                            agents.getFirst().file(),
                            1,
                            "all descriptions together take about "
                                    + tokens
                                    + " tokens, under "
                                    + MAX_DESCRIPTION_TOKENS
                                    + " fit"));
        }
    }

    private void report(AgentText agent, String word, String message) {
        findings.add(new Finding(agent.file(), agent.lineOf(word), message));
    }
}
