package dev.haios.cli.agents;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.contracts.schema.Wire;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** {@code haios agents tree}. */
@Command(
        name = "tree",
        header = "Show who reports to whom.",
        footer = {"", "Exit codes: 0 shown; 2 bad usage; 6 a file has a defect."})
final class TreeCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();
    @Mixin private FolderOption folder = new FolderOption();

    TreeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AgentFolder read = AgentFolder.readSound(folder.of(session));
        for (AgentText root : below(read, "")) {
            if (output.json()) {
                session.terminal().line(node(read, root).toString());
            } else {
                print(read, root, "");
            }
        }
        return ExitCode.OK;
    }

    private void print(AgentFolder read, AgentText agent, String indent) {
        session.terminal().line(indent + agent.name());
        below(read, agent.name()).forEach(child -> print(read, child, indent + "  "));
    }

    private static ObjectNode node(AgentFolder read, AgentText agent) {
        ObjectNode node = Wire.mapper().createObjectNode();
        node.put("name", agent.name()).put("tier", agent.folder());
        below(read, agent.name()).forEach(c -> node.withArray("children").add(node(read, c)));
        return node;
    }

    /** In the order in which the parent names them. */
    private static List<AgentText> below(AgentFolder read, String parent) {
        List<String> order =
                read.agents().stream()
                        .filter(agent -> agent.name().equals(parent))
                        .flatMap(agent -> agent.children().stream())
                        .toList();
        return read.agents().stream()
                .filter(agent -> agent.parent().equals(parent))
                .sorted(Comparator.comparingInt(a -> order.indexOf(a.name())))
                .toList();
    }
}
