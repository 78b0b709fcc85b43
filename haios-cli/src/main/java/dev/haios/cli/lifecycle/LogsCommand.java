package dev.haios.cli.lifecycle;

import dev.haios.cli.fleet.FleetFile;
import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.process.ServiceLog;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Colour;
import dev.haios.cli.terminal.Terminal;
import dev.haios.contracts.schema.Wire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code haios logs}: the last lines of the services' logs, and what is added. */
@Command(
        name = "logs",
        header = "Show what services logged.",
        description = {
            "Each service writes artifacts/logs/<name>.log itself and rolls it at 20 MB;"
                    + " <name>.out holds what its process printed, such as a crash."
        },
        footer = {
            "",
            "Examples:",
            "  haios logs gateway -n 100",
            "  haios logs -f",
            "",
            "With --json and -f a line of JSON is printed for each line of log.",
            "Exit codes: 0 shown; 2 bad usage; 4 there are no logs yet."
        })
public final class LogsCommand implements Callable<Integer> {

    private static final long POLL_NANOS = 300_000_000;

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "<service>", arity = "0..*", description = "Only of these.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "<n>",
            defaultValue = "20",
            description = "How many lines of each; default ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what is added, until Ctrl-C.")
    private boolean follow;

    public LogsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FleetFile fleet = FleetFile.of(session);
        List<ServiceSpec> services = names.isEmpty() ? fleet.services() : fleet.select(names);
        Map<Path, String> files = new LinkedHashMap<>();
        for (ServiceSpec service : services) {
            ServiceLog log = new ServiceLog(session.artifacts(), service.name());
            (follow ? List.of(log.printed(), log.log()) : log.files())
                    .forEach(file -> files.put(file, service.name()));
        }
        if (files.isEmpty()) {
            throw Failure.of(
                    ExitCode.NO_MATCH,
                    "there are no logs yet in "
                            + session.shown(session.artifacts().resolve("logs")),
                    "Start the fleet with `haios up`.");
        }
        if (output.json() && !follow) {
            session.terminal().line(document(files).toString());
        } else {
            files.forEach((file, name) -> show(name, ServiceLog.tail(file, count), files.size()));
        }
        if (follow) {
            follow(files);
        }
        return ExitCode.OK;
    }

    private void follow(Map<Path, String> files) {
        Map<LogFollower, String> followers = new LinkedHashMap<>();
        files.forEach((file, name) -> followers.put(new LogFollower(file), name));
        while (!Thread.currentThread().isInterrupted() && !session.terminal().out().checkError()) {
            followers.forEach((file, name) -> show(name, file.added(), files.size()));
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private void show(String name, List<String> lines, int files) {
        Terminal terminal = session.terminal();
        String prefix = files > 2 ? terminal.paint(Colour.STRONG, name) + "  " : "";
        for (String line : lines) {
            terminal.line(
                    output.json()
                            ? object(name, line).toString()
                            : prefix + LogLine.shown(line, terminal));
        }
    }

    private ObjectNode document(Map<Path, String> files) {
        ObjectNode document = Wire.mapper().createObjectNode();
        files.forEach((file, name) -> {
            ObjectNode log = document.withArray("logs").addObject();
            log.put("service", name).put("file", session.shown(file));
            ServiceLog.tail(file, count).forEach(line -> log.withArray("lines").add(line));
        });
        return document;
    }

    private static ObjectNode object(String name, String line) {
        return Wire.mapper().createObjectNode().put("service", name).put("line", line);
    }
}
