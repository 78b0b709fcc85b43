package dev.haios.contracts.eviction;

import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import java.time.Instant;

/**
 * Removes a silent service, unless it has spoken meanwhile: {@code POST /evict}.
 *
 * @param expectedLastHeartbeatTs the last heartbeat the decision is based on
 */
@Contract("eviction")
public record Eviction(String serviceId, EvictionAction action, Instant expectedLastHeartbeatTs) {

    /** Checks the bounds. */
    public Eviction {
        Bounds.id("service_id", serviceId);
    }
}
