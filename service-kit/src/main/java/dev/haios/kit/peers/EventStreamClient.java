package dev.haios.kit.peers;

import dev.haios.contracts.event.Event;
import dev.haios.contracts.event.EventBatch;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Calls the event stream. Thread-safe. */
public final class EventStreamClient {

    private final PeerCall call;

    public EventStreamClient(RestClient client) {
        call = new PeerCall(client, "event_stream");
    }

    /** Stored in this order; events whose {@code event_id} is known already are skipped there. */
    public Reply<JsonNode> publish(List<Event> events) {
        return call.send(HttpMethod.POST, "/events", new EventBatch(events), JsonNode.class);
    }
}
