package dev.haios.kit.peers;

import dev.haios.contracts.schema.RawJson;
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

    /** {@link dev.haios.contracts.event.EventBatch}, of events that are written already. */
    private record Batch(List<RawJson> events) {}

    /**
     * Stored in this order; events whose {@code event_id} is known already are skipped there.
     *
     * @param events each as the wire writes an {@link dev.haios.contracts.event.Event}
     */
    public Reply<JsonNode> publish(List<RawJson> events) {
        return call.send(HttpMethod.POST, "/events", new Batch(events), JsonNode.class);
    }
}
