package dev.haios.cli.events;

import dev.haios.cli.call.EventSource;
import dev.haios.cli.call.EventSource.ServerEvent;
import dev.haios.cli.call.Query;
import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Terminal;
import dev.haios.contracts.schema.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
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

    private static final long RETRY_NANOS = 1_000_000_000;

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
                follow(calls, last);
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
        events.forEach(this::show);
        if (events.isEmpty() && !follow) {
            session.terminal().line("No event matches.");
        }
        return page.path(after == null ? "last_seq" : "next_after").asLong(0);
    }

    private void follow(ServiceCalls calls, long from) {
        String last = Long.toString(from);
        boolean lost = false;
        while (!session.terminal().out().checkError()) {
            try (EventSource events = open(calls, last)) {
                if (lost) {
                    session.terminal().note("haios: connected again");
                    lost = false;
                }
                for (Optional<ServerEvent> event = events.next();
                        event.isPresent() && !session.terminal().out().checkError();
                        event = events.next()) {
                    last = event.get().id().isEmpty() ? last : event.get().id();
                    show(event.get());
                }
            } catch (Failure refused) {
                if (refused.json() != null) {
                    throw refused;
                }
            }
            if (!lost) {
                session.terminal().note("haios: the event stream is gone; trying again");
            }
            lost = true;
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    private EventSource open(ServiceCalls calls, String last) {
        Query query = new Query("/stream");
        types.forEach(type -> query.and("types", type));
        return calls.stream("event_stream", query.toString(), Map.of("Last-Event-ID", last));
    }

    private void show(ServerEvent event) {
        if (event.type().equals("gap") && !output.json()) {
            session.terminal()
                    .note(
                            "haios: events were lost because they came faster than they were read: "
                                    + Terminal.plain(event.data()));
            return;
        }
        try {
            show(Wire.lenient().readTree(event.data()));
        } catch (JacksonException notJson) {
            session.terminal().line(event.type() + "  " + Terminal.plain(event.data()));
        }
    }

    private void show(JsonNode event) {
        Terminal terminal = session.terminal();
        terminal.line(output.json() ? event.toString() : EventLine.shown(event, terminal));
    }
}
