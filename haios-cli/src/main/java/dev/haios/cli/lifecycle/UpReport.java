package dev.haios.cli.lifecycle;

import dev.haios.cli.call.ProblemText;
import dev.haios.cli.call.Reply;
import dev.haios.cli.fleet.Endpoints;
import dev.haios.cli.fleet.FleetFile;
import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.invoke.Answer;
import dev.haios.cli.process.ServiceLog;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Colour;
import dev.haios.cli.terminal.Terminal;
import dev.haios.contracts.schema.Wire;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Says what `haios up` achieved: what runs, what does not and why, and where to look. */
final class UpReport {

    private final Session session;
    private final Terminal terminal;
    private final boolean json;
    private final Map<ServiceSpec, StartOutcome> outcomes;

    UpReport(Session session, boolean json, Map<ServiceSpec, StartOutcome> outcomes) {
        this.session = session;
        this.terminal = session.terminal();
        this.json = json;
        this.outcomes = outcomes;
    }

    boolean allUp() {
        return outcomes.values().stream().allMatch(StartOutcome.Up.class::isInstance);
    }

    boolean isUp(String name) {
        return outcomes.entrySet().stream()
                .anyMatch(one ->
                        one.getKey().name().equals(name)
                                && one.getValue() instanceof StartOutcome.Up);
    }

    void print(FleetFile fleet, Optional<Reply> answer) {
        if (json) {
            terminal.line(document(answer).toString());
        } else if (allUp()) {
            printSuccess(fleet, answer);
        }
        if (!allUp()) {
            noteFailures();
        }
        answer.filter(reply -> !reply.isOk()).ifPresent(this::noteRefusal);
    }

    private void printSuccess(FleetFile fleet, Optional<Reply> answer) {
        long already =
                outcomes.values().stream().filter(StartOutcome.AlreadyUp.class::isInstance).count();
        terminal.line("");
        terminal.line(
                already == outcomes.size()
                        ? "Everything is up; nothing had to be started."
                        : "%d services are up, %d of them started now."
                                .formatted(outcomes.size(), outcomes.size() - already));
        printOutdated();
        answer.filter(Reply::isOk)
                .ifPresent(reply -> {
                    terminal.line("");
                    terminal.line("First call: classify \"" + FirstInvocation.TEXT + "\"");
                    Answer said = new Answer(reply.json());
                    terminal.line(
                            "  "
                                    + terminal.paint(Colour.FAINT, "answer")
                                    + "      "
                                    + terminal.paint(Colour.STRONG, said.text()));
                    said.printFacts(session);
                });
        terminal.line("");
        Endpoints endpoints = new Endpoints(session, fleet);
        fleet.find("gateway")
                .ifPresent(service -> terminal.line("  gateway     " + endpoints.local(service)));
        fleet.find("hmi_app")
                .ifPresent(service -> terminal.line("  dashboard   " + endpoints.local(service)));
        terminal.line("  logs        " + session.shown(session.artifacts().resolve("logs")) + "/");
        terminal.line("  next        haios invoke --cap classify \"your text\" | haios status");
    }

    private void printOutdated() {
        String names =
                outcomes.entrySet().stream()
                        .filter(one ->
                                one.getValue() instanceof StartOutcome.AlreadyUp up
                                        && up.outdated())
                        .map(one -> one.getKey().name())
                        .collect(Collectors.joining(" "));
        if (!names.isEmpty()) {
            terminal.line(
                    "Some run an older build; to take the new one: haios down %s && haios up"
                            .formatted(names));
        }
    }

    private void noteFailures() {
        terminal.note("");
        terminal.note("haios: the fleet is only partly up.");
        outcomes.forEach((service, outcome) -> {
            if (outcome instanceof StartOutcome.Failed failed) {
                noteFailure(service, failed);
            }
        });
        noteList(
                "not tried",
                StartOutcome.NotTried.class,
                (service, one) -> service.name() + " (needs " + one.missing() + ")");
        noteList(
                "running",
                StartOutcome.Up.class,
                (service, one) -> service.name() + " (pid " + one.pid() + ")");
        terminal.note("  Correct the cause and run `haios up` again: it starts only what is down.");
        if (outcomes.values().stream().anyMatch(StartOutcome.Up.class::isInstance)) {
            terminal.note("  Or stop what runs with `haios down`.");
        } else {
            terminal.note("  None of them is running.");
        }
    }

    private void noteFailure(ServiceSpec service, StartOutcome.Failed failed) {
        terminal.note("  failed     " + service.name() + ": " + Terminal.plain(failed.reason()));
        failed.log().stream()
                .flatMap(line -> LogLine.brief(line, terminal).lines())
                .forEach(line -> terminal.note("             | " + line));
        ServiceLog log = new ServiceLog(session.artifacts(), service.name());
        log.files().forEach(file -> terminal.note("             log: " + session.shown(file)));
        if (failed.pid() != 0) {
            terminal.note(
                    "             its process "
                            + failed.pid()
                            + " still runs; stop it with `haios down "
                            + service.name()
                            + "`");
        }
    }

    private interface Described<T> {
        String describe(ServiceSpec service, T outcome);
    }

    private <T> void noteList(String heading, Class<T> kind, Described<T> described) {
        String list =
                outcomes.entrySet().stream()
                        .filter(one -> kind.isInstance(one.getValue()))
                        .map(one -> described.describe(one.getKey(), kind.cast(one.getValue())))
                        .collect(Collectors.joining(", "));
        if (!list.isEmpty()) {
            terminal.note("  " + heading + " ".repeat(11 - heading.length()) + list);
        }
    }

    private void noteRefusal(Reply reply) {
        Failure refusal = ProblemText.failure(reply);
        terminal.note("haios: the services are up, but the first call failed: " + refusal.said());
        refusal.particulars().forEach(line -> terminal.note("  " + Terminal.plain(line)));
        terminal.note("  Look at `haios services` and `haios logs gateway`.");
    }

    private ObjectNode document(Optional<Reply> answer) {
        ObjectNode document = Wire.mapper().createObjectNode();
        document.put("up", allUp());
        outcomes.forEach((service, outcome) -> {
            ObjectNode row = document.withArray("services").addObject();
            row.put("name", service.name()).put("port", service.port());
            switch (outcome) {
                case StartOutcome.AlreadyUp up ->
                        row.put("state", "already_up")
                                .put("health", up.health())
                                .put("pid", up.pid());
                case StartOutcome.Started up ->
                        row.put("state", "started")
                                .put("health", up.health())
                                .put("pid", up.pid())
                                .put("seconds", up.seconds());
                case StartOutcome.Failed failed ->
                        row.put("state", "failed").put("reason", failed.reason());
                case StartOutcome.NotTried not ->
                        row.put("state", "not_tried").put("needs", not.missing());
            }
        });
        answer.ifPresent(reply -> {
            document.put("invocation_status", reply.status());
            document.set("invocation", reply.json());
        });
        return document;
    }
}
