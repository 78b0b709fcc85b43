package dev.haios.contracts.registry;

import dev.haios.contracts.heartbeat.Activity;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import dev.haios.contracts.schema.Wire;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which services to list: the query of {@code GET /discover}. An empty one lists all that can take
 * work.
 *
 * @param cap capabilities that must all be there, at most 16
 * @param status one word that is a {@link Health} or an {@link Activity}; without it services that
 *     are down or paused are left out
 * @param label labels that must all have this text, at most 8
 * @param limit services per page, 1 to 1000
 * @param cursor where to go on, from {@code next_cursor} of the page before
 */
@Contract("service_discovery_query")
public record ServiceDiscoveryQuery(
        @Nullable ServiceType type,
        @Nullable ServiceRole role,
        List<String> cap,
        @Nullable String status,
        @Nullable String name,
        Map<String, @Nullable Object> label,
        @Nullable Integer limit,
        @Nullable String cursor) {

    /** Checks the bounds and copies the collections. */
    public ServiceDiscoveryQuery {
        cap = Bounds.caps("cap", cap);
        Bounds.check(cap.size() <= 16, "cap", "must have at most 16 items");
        Bounds.check(
                status == null
                        || Wire.constant(Health.class, status).isPresent()
                        || Wire.constant(Activity.class, status).isPresent(),
                "status",
                "must be a health or an activity");
        Bounds.name("name", name);
        label = Bounds.labels("label", label);
        Bounds.check(label.size() <= 8, "label", "must have at most 8 items");
        Bounds.range("limit", limit, 1, 1000);
        Bounds.text("cursor", cursor, 512);
    }
}
