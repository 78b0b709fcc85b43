package dev.haios.monitor.silence;

import dev.haios.contracts.alert.AlertAction;
import java.time.Instant;

/**
 * A service that fell silent and the world was told.
 *
 * @param lastHeartbeat the last sign of life before it
 * @param raised how far it was told: a warning, or that it was marked down
 */
public record Silence(
        String serviceId, String serviceName, Instant lastHeartbeat, AlertAction raised) {

    /** Whether this much was told already. */
    public boolean covers(AlertAction action) {
        return raised.compareTo(action) >= 0;
    }
}
