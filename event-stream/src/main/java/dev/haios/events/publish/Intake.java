package dev.haios.events.publish;

import dev.haios.contracts.event.Event;
import dev.haios.contracts.schema.Wire;
import dev.haios.events.Problems;
import dev.haios.events.log.LogSettings;
import dev.haios.events.log.NewEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Makes of an event as published one as it is kept. */
@Component
final class Intake {

    /** Members that the stream itself puts in front of every event it delivers. */
    private static final List<String> OURS = List.of("seq", "epoch");

    /** The word for "something was lost" on the stream; an event of that type would be a lie. */
    private static final String RESERVED_TYPE = "gap";

    private static final String DATA = "data";

    private final Clock clock;
    private final long maxBytes;

    Intake(Clock clock, LogSettings settings) {
        this.clock = clock;
        this.maxBytes = settings.maxEventBytes().toBytes();
    }

    /**
     * The event flat, with id and time filled in.
     *
     * @param trace of the request that published it, unless the event names its own
     */
    NewEvent accept(Event published, @Nullable String trace) {
        var event = flat(published);
        var id = event.eventId() != null ? event.eventId() : UUID.randomUUID().toString();
        var body = (ObjectNode) Wire.mapper().readTree(Wire.mapper().writeValueAsBytes(event));
        body.put("event_id", id);
        if (event.ts() == null) {
            body.put("ts", clock.instant().toString());
        }
        if (event.traceId() == null && trace != null) {
            body.put("trace_id", trace);
        }
        besideOurs(body);
        var text = Wire.mapper().writeValueAsString(body);
        long bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes) {
            throw Problems.eventTooLarge(bytes, maxBytes);
        }
        return new NewEvent(id, event.eventType(), event.agent(), event.runId(), text);
    }

    private static Event flat(Event published) {
        if (published.eventType().equals(RESERVED_TYPE)) {
            throw Problems.invalidEvent("The event_type 'gap' is the stream's own word.");
        }
        try {
            return published.flat();
        } catch (IllegalArgumentException e) {
            // The contract holds for both levels, yet together they may be too many fields.
            throw Problems.invalidEvent("The event without its data wrapper: " + e.getMessage());
        }
    }

    /** A publisher's own {@code seq} and {@code epoch} stay under {@code data}, now free. */
    private static void besideOurs(ObjectNode body) {
        var moved = body.objectNode();
        for (var name : OURS) {
            if (body.has(name)) {
                moved.set(name, body.remove(name));
            }
        }
        if (!moved.isEmpty()) {
            body.set(DATA, moved);
        }
    }
}
