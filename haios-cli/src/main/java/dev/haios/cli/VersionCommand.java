package dev.haios.cli;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.contracts.schema.Wire;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code haios version}. */
@Command(name = "version", header = "Show the version.")
final class VersionCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    VersionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.terminal()
                .line(
                        output.json()
                                ? Wire.mapper()
                                        .createObjectNode()
                                        .put("version", Release.number())
                                        .put("java", Runtime.version().toString())
                                        .put("home", session.home().toString())
                                        .toString()
                                : new Release().getVersion()[0]);
        return ExitCode.OK;
    }
}
