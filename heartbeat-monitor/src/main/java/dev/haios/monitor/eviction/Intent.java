package dev.haios.monitor.eviction;

import dev.haios.contracts.alert.AlertAction;
import dev.haios.contracts.eviction.EvictionAction;
import dev.haios.contracts.registry.RegisteredService;
import java.time.Instant;

/**
 * An eviction that was decided.
 *
 * @param lastHeartbeat the last sign of life it is based on
 * @param due since when the service has been silent for long enough
 */
public record Intent(
        String serviceId,
        EvictionAction action,
        Instant lastHeartbeat,
        String serviceName,
        int missedBeats,
        Instant due) {

    /** The intent to do this to a service as it is now. */
    public static Intent of(RegisteredService service, EvictionAction action, Instant due) {
        return new Intent(
                service.serviceId(),
                action,
                service.lastHeartbeatTs(),
                service.name(),
                service.missedBeats(),
                due);
    }

    /** How an alert calls it when it is done. */
    AlertAction done() {
        return switch (action) {
            case MARK_DOWN -> AlertAction.MARKED_DOWN;
            case DEREGISTER -> AlertAction.DEREGISTERED;
        };
    }
}
