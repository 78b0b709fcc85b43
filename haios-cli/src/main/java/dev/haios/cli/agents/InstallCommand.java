package dev.haios.cli.agents;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code haios agents install}. */
@Command(
        name = "install",
        header = "Put the agents and their hooks into a project of Claude Code.",
        description = {
            "Copies the agents to .claude/agents/ of the project and has its .claude/settings.json"
                    + " call haios when one starts and stops. What is there already stays: files"
                    + " that are not ours or were changed are kept, other settings are not touched."
                    + " Doing it twice changes nothing. For all your projects, give your home"
                    + " folder."
        },
        footer = {
            "",
            "Examples:",
            "  haios agents install ../my-project --dry-run",
            "  haios agents install ../my-project --uninstall",
            "",
            "Exit codes: 0 done; 2 bad usage, or settings that cannot be read; 6 a file has a"
                    + " defect."
        })
final class InstallCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();
    @Mixin private FolderOption folder = new FolderOption();

    @Parameters(paramLabel = "<project>", description = "The folder of the project.")
    private Path project = Path.of("");

    @Option(names = "--dry-run", description = "Only show what would change.")
    private boolean dryRun;

    @Option(names = "--uninstall", description = "Take away what was installed.")
    private boolean uninstall;

    InstallCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path agents = folder.of(session);
        Path claude = project.toAbsolutePath().normalize().resolve(".claude");
        if (!Files.isDirectory(project)) {
            throw Failure.of(ExitCode.USAGE, "no folder " + project, "Name a project's folder.");
        }
        try {
            Path present = claude.resolve("agents");
            if (Files.exists(present) && present.toRealPath().equals(agents.toRealPath())) {
                throw Failure.of(
                        ExitCode.USAGE,
                        present + " is where the agents come from",
                        "Name another project.");
            }
            ClaudeFolder target = new ClaudeFolder(claude, dryRun);
            Path haios = session.repository().resolve("scripts").resolve("haios");
            show(
                    uninstall
                            ? target.uninstall()
                            : target.install(agents, AgentFolder.readSound(agents), haios));
            return ExitCode.OK;
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot change " + claude, refused);
        }
    }

    private void show(List<ClaudeFolder.Step> steps) {
        if (output.json()) {
            ObjectNode document = Wire.mapper().createObjectNode().put("dry_run", dryRun);
            var list = document.putArray("steps");
            steps.forEach(s -> list.addObject().put("action", s.action()).put("file", s.file()));
            session.terminal().line(document.toString());
            return;
        }
        steps.forEach(s -> session.terminal().line("%-6s  %s".formatted(s.action(), s.file())));
        long kept = steps.stream().filter(step -> step.action().equals("keep")).count();
        session.terminal()
                .line(
                        "%d changes%s%s"
                                .formatted(
                                        steps.size() - kept,
                                        kept > 0 ? ", " + kept + " files of yours kept" : "",
                                        dryRun ? ", none made (--dry-run)" : ""));
    }
}
