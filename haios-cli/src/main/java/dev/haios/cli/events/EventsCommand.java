package dev.haios.cli.events;

import dev.haios.cli.call.Query;
import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code haios events}: what happened, and what happens. */
@Command(
        name = "events",
        header = "Show what happened in the fleet, and what happens now.",
        footer = {
            "",
            "Examples:",
            "  haios events --type alert",
            "  haios events -f --type routing_receipt",
            "",
            "With -f a lost connection is made again and nothing is missed; with --json as well, an"
                    + " event per line.",
            "Exit codes: 0 shown; 2 bad usage; 3 the event stream cannot be reached."
        })
public final class EventsCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with new events as they come, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--type",
            paramLabel = "<type>",
            description = "Only of this type, e.g. alert; repeatable.")
    private List<String> types = new ArrayList<>();

    @Option(
            names = "--after",
            paramLabel = "<seq>",
            description = "Only after this sequence number; the last ones when left out.")
    private @Nullable Long after;

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "20",
            description = "How many; default ${DEFAULT-VALUE}.")
    private int limit;

    public EventsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (ServiceCalls calls = new ServiceCalls(session)) {
            long last = showRecent(calls);
            if (follow) {
                new EventFollower(session, output.json(), types).follow(calls, last);
            }
            return ExitCode.OK;
        }
    }

    /** Shows what is stored; the sequence number to go on from. */
    private long showRecent(ServiceCalls calls) {
        // Behind a number the first ones are meant, without one the last ones.
        Query query =
                new Query("/events")
                        .and("after", after)
                        .and("before", after == null ? Long.MAX_VALUE : null)
                        .and("limit", limit);
        types.forEach(type -> query.and("type", type));
        JsonNode page = calls.get("event_stream", query.toString()).orFail().json();
        if (output.json() && !follow) {
            session.terminal().line(page.toString());
            return 0;
        }
        JsonNode events = page.path("events");
        Terminal terminal = session.terminal();
        for (JsonNode event : events) {
            terminal.line(output.json() ? event.toString() : EventLine.shown(event, terminal));
        }
        if (events.isEmpty() && !follow) {
            session.terminal().line("No event matches.");
        }
        return page.path(after == null ? "last_seq" : "next_after").asLong(0);
    }
}
