package dev.haios.contracts.registry;

import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import org.jspecify.annotations.Nullable;

/**
 * A service changes its role: {@code POST /promote}. It is named by id or by name, not both.
 *
 * @param fromRole the role it must have now, so that two promotions cannot cross
 * @param reason kept with the change, at most 1024 characters
 */
@Contract("promotion")
public record Promotion(
        @Nullable String serviceId,
        @Nullable String name,
        @Nullable ServiceRole fromRole,
        ServiceRole toRole,
        @Nullable String reason) {

    /** Checks the bounds. */
    public Promotion {
        Bounds.id("service_id", serviceId);
        Bounds.name("name", name);
        Bounds.check((serviceId == null) != (name == null), "service_id", "or name, one of them");
        Bounds.text("reason", reason, 1024);
    }
}
