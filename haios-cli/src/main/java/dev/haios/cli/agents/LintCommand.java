package dev.haios.cli.agents;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.contracts.schema.Wire;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** {@code haios agents lint}. */
@Command(
        name = "lint",
        header = "Find defects in the agents' files.",
        description = {
            "Checks front matter, parts, limits, rights and approvals of each file, and that all"
                    + " together form one tree of at most four tiers. Each defect is printed as"
                    + " file:line: message."
        },
        footer = {"", "Exit codes: 0 sound; 2 bad usage; 6 there are defects."})
final class LintCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();
    @Mixin private FolderOption folder = new FolderOption();

    LintCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AgentFolder read = AgentFolder.read(folder.of(session));
        if (output.json()) {
            ObjectNode document = Wire.mapper().createObjectNode();
            document.put("agents", read.agents().size());
            read.findings()
                    .forEach(finding ->
                            document.withArray("findings")
                                    .addObject()
                                    .put("file", finding.file())
                                    .put("line", finding.line())
                                    .put("message", finding.message()));
            document.withArray("findings");
            session.terminal().line(document.toString());
        } else {
            read.findings().forEach(finding -> session.terminal().line(finding.toString()));
            session.terminal()
                    .line(
                            "%d agents, %d defects"
                                    .formatted(read.agents().size(), read.findings().size()));
        }
        return read.findings().isEmpty() ? ExitCode.OK : ExitCode.BROKEN;
    }
}
