package dev.haios.cli.lifecycle;

import dev.haios.cli.call.ProblemText;
import dev.haios.cli.call.Reply;
import dev.haios.cli.fleet.Endpoints;
import dev.haios.cli.fleet.FleetFile;
import dev.haios.cli.invoke.Answer;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Colour;
import dev.haios.cli.terminal.Terminal;
import dev.haios.cli.training.StartCaches;
import java.util.Optional;

/** Says what {@code haios up} achieved: what runs, what the first call answered, where to look. */
final class UpReport {

    private final Session session;
    private final Terminal terminal;
    private final FleetFile fleet;

    UpReport(Session session, FleetFile fleet) {
        this.session = session;
        this.terminal = session.terminal();
        this.fleet = fleet;
    }

    void print(StartResult result, Optional<Reply> firstCall, StartCaches caches) {
        terminal.line("");
        int started = result.of(StartOutcome.Started.class).size();
        terminal.line(
                started == 0
                        ? "Everything is up; nothing had to be started."
                        : "Everything is up: %d started now, %d ran before."
                                .formatted(started, result.outcomes().size() - started));
        if (!result.outdated().isEmpty()) {
            terminal.line(
                    "Some run an older build; to take the new one: haios down %s && haios up"
                            .formatted(result.outdated()));
        }
        firstCall.filter(Reply::isOk).ifPresent(this::printAnswer);
        printPlaces(result, caches);
    }

    private void printAnswer(Reply reply) {
        Answer answer = new Answer(reply.json());
        terminal.line("");
        terminal.line(
                "First call: classify \"%s\" -> %s"
                        .formatted(
                                FirstInvocation.TEXT,
                                terminal.paint(Colour.STRONG, answer.text())));
        answer.printFacts(session);
    }

    private void printPlaces(StartResult result, StartCaches caches) {
        terminal.line("");
        printUrl(result, "gateway", "gateway");
        printUrl(result, "dashboard", "hmi_app");
        terminal.line("  logs        " + session.shown(session.artifacts().resolve("logs")) + "/");
        terminal.line("  caches      " + caches.said());
        terminal.line("  next        haios invoke --cap classify \"your text\"");
        terminal.line("              haios status, haios services, haios receipts verify");
    }

    private void printUrl(StartResult result, String heading, String service) {
        if (result.isUp(service)) {
            Endpoints endpoints = new Endpoints(session, fleet);
            fleet.find(service)
                    .map(endpoints::local)
                    .ifPresent(url -> terminal.line("  %-10s  %s".formatted(heading, url)));
        }
    }

    /** Says on stderr why the call was refused although the services are up. */
    void noteRefusal(Reply reply) {
        Failure refusal = ProblemText.failure(reply);
        terminal.note("haios: the services are up, but the first call failed: " + refusal.said());
        refusal.particulars().forEach(line -> terminal.note("  " + Terminal.plain(line)));
        terminal.note("  Look at `haios services` and `haios logs gateway`.");
    }
}
