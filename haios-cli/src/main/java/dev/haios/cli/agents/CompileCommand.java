package dev.haios.cli.agents;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code haios agents compile}. */
@Command(
        name = "compile",
        header = "Turn the agents' files into agent_config records.",
        description = {
            "Writes agents.json: one record per agent with its place in the tree, tools, model,"
                    + " capabilities, token thresholds, rights and approvals, as the contract"
                    + " agent_config says. The same files give the same bytes."
        },
        footer = {"", "Exit codes: 0 written; 2 bad usage; 6 a file has a defect."})
final class CompileCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();
    @Mixin private FolderOption folder = new FolderOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<folder>",
            description = "Where to write; by default artifacts/agents/.")
    private @Nullable Path target;

    CompileCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AgentFolder read = AgentFolder.readSound(folder.of(session));
        Path into = target != null ? target : session.artifacts().resolve("agents");
        ObjectNode configs = Compiled.configs(read);
        Path file = into.resolve("agents.json");
        write(file, configs.toPrettyString().replace("\r\n", "\n") + "\n");
        if (output.json()) {
            session.terminal()
                    .line(
                            Wire.mapper()
                                    .createObjectNode()
                                    .put("agents", read.agents().size())
                                    .put("file", file.toString())
                                    .toString());
        } else {
            session.terminal()
                    .line(read.agents().size() + " agents written to " + session.shown(file));
        }
        return ExitCode.OK;
    }

    private static void write(Path file, String text) {
        try {
            WholeFile.write(file, text);
        } catch (IOException full) {
            throw new UncheckedIOException("cannot write " + file, full);
        }
    }
}
