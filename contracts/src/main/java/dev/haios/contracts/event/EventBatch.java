package dev.haios.contracts.event;

import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import java.util.List;

/**
 * Many events in one request: {@code POST /events}.
 *
 * @param events 1 to 1000, each with an id so that a repeated batch adds nothing
 */
@Contract("event_batch")
public record EventBatch(List<Event> events) {

    /** Checks the bounds and copies the list. */
    public EventBatch {
        events = Bounds.list("events", events, 1, 1000);
        Bounds.check(
                events.stream().allMatch(event -> event.eventId() != null),
                "events",
                "must each have an event_id");
    }
}
