package dev.haios.contracts.heartbeat;

import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import org.jspecify.annotations.Nullable;

/**
 * An operator says what a service should do: {@code PUT /services/{id}/desired_state}.
 *
 * @param reason kept with the change, at most 1024 characters
 */
@Contract("desired_state_change")
public record DesiredStateChange(DesiredState desiredState, @Nullable String reason) {

    /** Checks the bounds. */
    public DesiredStateChange {
        Bounds.text("reason", reason, 1024);
    }
}
