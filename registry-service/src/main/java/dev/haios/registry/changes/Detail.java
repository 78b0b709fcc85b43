package dev.haios.registry.changes;

import dev.haios.contracts.registry.ServiceRole;
import org.jspecify.annotations.Nullable;

/**
 * Why something changed; told to the event stream beside the service itself.
 *
 * @param cause one word: registration, heartbeat, silence, eviction, promotion, operator, departure
 * @param reason what a person gave as the reason
 * @param changedBy who asked for it, when a person or a service did
 * @param fromRole the role before, when that is what changed
 */
public record Detail(
        String cause,
        @Nullable String reason,
        @Nullable String changedBy,
        @Nullable ServiceRole fromRole) {

    /** A change that needs no further words. */
    public static Detail of(String cause) {
        return new Detail(cause, null, null, null);
    }
}
