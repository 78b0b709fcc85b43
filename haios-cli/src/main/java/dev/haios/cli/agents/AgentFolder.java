package dev.haios.cli.agents;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All agents of a folder, in the order of their paths, and what is wrong with them.
 *
 * @param findings sorted by file and line, each said once
 */
record AgentFolder(List<AgentText> agents, List<Finding> findings) {

    /** Reads every Markdown file below a folder; a usage failure when there is none. */
    static AgentFolder read(Path folder) {
        List<AgentText> agents = new ArrayList<>();
        TreeSet<Finding> findings = new TreeSet<>();
        for (Path path : files(folder)) {
            String file = folder.relativize(path).toString().replace('\\', '/');
            try {
                agents.add(AgentText.of(file, Files.readString(path)));
            } catch (MalformedInputException notText) {
                findings.add(new Finding(file, 1, "is not UTF-8 text"));
            } catch (IOException unreadable) {
                throw new UncheckedIOException("cannot read " + path, unreadable);
            }
        }
        agents.forEach(agent -> findings.addAll(FileCheck.of(agent)));
        findings.addAll(TreeCheck.of(agents));
        return new AgentFolder(List.copyOf(agents), List.copyOf(findings));
    }

    /** The agents of a folder that has no defect; otherwise a failure that shows them. */
    static AgentFolder readSound(Path folder) {
        AgentFolder read = read(folder);
        if (!read.findings.isEmpty()) {
            throw Failure.explained(
                            ExitCode.BROKEN,
                            "the agents in " + folder + " have defects",
                            read.findings.stream().map(Finding::toString).toList(),
                            null)
                    .next("Mend them; `haios agents lint` checks again.");
        }
        return read;
    }

    private static List<Path> files(Path folder) {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> below = Files.walk(folder)) {
                List<Path> found =
                        below.filter(path -> path.toString().endsWith(".md")).sorted().toList();
                if (!found.isEmpty()) {
                    return found;
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException("cannot list " + folder, unreadable);
            }
        }
        throw Failure.of(
                ExitCode.USAGE,
                "no agents in " + folder,
                "Say where they are with --dir <folder>.");
    }
}
