package dev.haios.registry.catalog;

import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.registry.liveness.Rhythm;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service is, by its registration and by promotions since.
 *
 * @param caps what it can do
 * @param ctxLimit largest context in tokens
 * @param usdPer1k price in USD per 1,000 tokens
 * @param registeredAt when this id registered first
 */
public record Profile(
        String serviceId,
        String name,
        ServiceType type,
        ServiceRole role,
        String url,
        List<String> caps,
        Map<String, @Nullable Object> labels,
        @Nullable Integer ctxLimit,
        @Nullable BigDecimal usdPer1k,
        Rhythm rhythm,
        Instant registeredAt) {

    /** Copies the list. */
    public Profile {
        caps = List.copyOf(caps);
    }
}
