package dev.haios.contracts.registry;

import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;

/** A service leaves: {@code POST /deregister}. */
@Contract("deregistration")
public record Deregistration(String serviceId) {

    /** Checks the bounds. */
    public Deregistration {
        Bounds.id("service_id", serviceId);
    }
}
