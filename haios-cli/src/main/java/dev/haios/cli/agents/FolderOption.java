package dev.haios.cli.agents;

import dev.haios.cli.session.Session;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the agents' files are. */
final class FolderOption {

    @Option(
            names = "--dir",
            paramLabel = "<folder>",
            description = "The folder of the agents; by default agents/ of this repository.")
    private @Nullable Path folder;

    Path of(Session session) {
        return folder != null ? folder : session.repository().resolve("agents");
    }
}
