package dev.haios.contracts.alert;

import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert about liveness. A miss and a restoration name a service; a mass expiry names how many.
 *
 * @param serviceId the service, absent for a mass expiry
 * @param serviceName its name, absent for a mass expiry
 * @param missedBeats heartbeats missed in a row, 1 to 1,000,000
 * @param lastSeen when it was last heard of
 * @param action what was done, for a miss
 * @param restored true, for a restoration
 * @param held services whose eviction waits, 1 to 1,000,000, for a mass expiry
 * @param ts when the alert was raised
 */
@Contract("heartbeat_alert")
public record HeartbeatAlert(
        AlertType alertType,
        @Nullable String serviceId,
        @Nullable String serviceName,
        @Nullable Integer missedBeats,
        @Nullable Instant lastSeen,
        @Nullable AlertAction action,
        @Nullable Boolean restored,
        @Nullable Integer held,
        Instant ts) {

    /** Checks the bounds, and that the fields of this kind of alert are there. */
    public HeartbeatAlert {
        Bounds.id("service_id", serviceId);
        Bounds.name("service_name", serviceName);
        Bounds.range("missed_beats", missedBeats, 1, 1_000_000);
        Bounds.range("held", held, 1, 1_000_000);
        boolean complete =
                switch (alertType) {
                    case HEARTBEAT_MISS ->
                            serviceId != null
                                    && serviceName != null
                                    && missedBeats != null
                                    && lastSeen != null
                                    && action != null;
                    case HEARTBEAT_RESTORED ->
                            serviceId != null && serviceName != null && restored != null;
                    case MASS_EXPIRY -> held != null;
                };
        Bounds.check(complete, "alert_type", "lacks a field that this kind of alert needs");
    }

    /** Missed heartbeats. */
    public static HeartbeatAlert miss(
            String serviceId,
            String serviceName,
            int missedBeats,
            Instant lastSeen,
            AlertAction action,
            Instant ts) {
        return new HeartbeatAlert(
                AlertType.HEARTBEAT_MISS,
                serviceId,
                serviceName,
                missedBeats,
                lastSeen,
                action,
                null,
                null,
                ts);
    }

    /** Back again. */
    public static HeartbeatAlert restored(
            String serviceId, String serviceName, Instant lastSeen, Instant ts) {
        return new HeartbeatAlert(
                AlertType.HEARTBEAT_RESTORED,
                serviceId,
                serviceName,
                null,
                lastSeen,
                null,
                true,
                null,
                ts);
    }

    /** Many at once. */
    public static HeartbeatAlert massExpiry(int held, Instant ts) {
        return new HeartbeatAlert(
                AlertType.MASS_EXPIRY, null, null, null, null, null, null, held, ts);
    }
}
