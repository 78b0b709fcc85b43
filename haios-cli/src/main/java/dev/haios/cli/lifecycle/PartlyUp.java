package dev.haios.cli.lifecycle;

import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.process.ServiceLog;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Terminal;
import java.util.List;

/**
 * Says on stderr that not everything came up: what failed and why, what runs all the same, and what
 * to do.
 */
final class PartlyUp {

    private static final String INDENT = " ".repeat(13);

    private final Session session;
    private final Terminal terminal;

    PartlyUp(Session session) {
        this.session = session;
        this.terminal = session.terminal();
    }

    void note(StartResult result) {
        terminal.note("");
        terminal.note("haios: the fleet is only partly up.");
        result.of(StartOutcome.Failed.class).forEach(this::note);
        list(
                "running",
                result.of(StartOutcome.Up.class).entrySet().stream()
                        .map(one -> one.getKey().name() + " (pid " + one.getValue().pid() + ")")
                        .toList());
        terminal.note("  Correct the cause and run `haios up` again: it starts only what is down.");
        terminal.note(
                result.anyUp()
                        ? "  Or stop what runs with `haios down`."
                        : "  None of them answers.");
    }

    private void note(ServiceSpec service, StartOutcome.Failed failed) {
        terminal.note("  failed     " + service.name() + ": " + Terminal.plain(failed.reason()));
        failed.log().stream()
                .flatMap(line -> LogLine.brief(line, terminal).lines())
                .forEach(line -> terminal.note(INDENT + "| " + line));
        ServiceLog log = new ServiceLog(session.artifacts(), service.name());
        log.files().forEach(file -> terminal.note(INDENT + "log: " + session.shown(file)));
        if (failed.pid() != 0) {
            terminal.note(
                    INDENT
                            + "its process %d still runs; stop it with `haios down %s`"
                                    .formatted(failed.pid(), service.name()));
        }
    }

    private void list(String heading, List<String> entries) {
        if (!entries.isEmpty()) {
            terminal.note("  %-9s  %s".formatted(heading, String.join(", ", entries)));
        }
    }
}
