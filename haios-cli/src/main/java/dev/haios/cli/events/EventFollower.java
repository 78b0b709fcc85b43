package dev.haios.cli.events;

import dev.haios.cli.call.EventSource;
import dev.haios.cli.call.EventSource.ServerEvent;
import dev.haios.cli.call.Query;
import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Terminal;
import dev.haios.contracts.schema.Wire;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Prints events as they come; a connection that is lost is made again where it broke off. */
final class EventFollower {

    private static final long RETRY_NANOS = 1_000_000_000;

    private final Session session;
    private final boolean json;
    private final List<String> types;

    EventFollower(Session session, boolean json, List<String> types) {
        this.session = session;
        this.json = json;
        this.types = List.copyOf(types);
    }

    /** Goes on until nobody reads the output any more; a failure when the stream refuses. */
    void follow(ServiceCalls calls, long from) {
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
                // What cannot be reached or is not ready yet may be so in a second; a refusal stays
                // one.
                if (refused.json() != null && refused.exitCode() != ExitCode.NO_MATCH) {
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
        if (event.type().equals("gap") && !json) {
            session.terminal()
                    .note(
                            "haios: events were lost because they came faster than they were read: "
                                    + Terminal.plain(event.data()));
            return;
        }
        try {
            show(Wire.lenient().readTree(event.data()));
        } catch (JacksonException notJson) {
            session.terminal().line(event.type() + "  " + Terminal.oneLine(event.data()));
        }
    }

    private void show(JsonNode event) {
        Terminal terminal = session.terminal();
        terminal.line(json ? event.toString() : EventLine.shown(event, terminal));
    }
}
