package dev.haios.contracts.heartbeat;

import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import java.util.List;

/**
 * Many heartbeats in one request: {@code POST /heartbeats}.
 *
 * @param heartbeats 1 to 1000, answered in the same order
 */
@Contract("heartbeat_batch")
public record HeartbeatBatch(List<ServiceHeartbeat> heartbeats) {

    /** Checks the bounds and copies the list. */
    public HeartbeatBatch {
        heartbeats = Bounds.list("heartbeats", heartbeats, 1, 1000);
    }
}
