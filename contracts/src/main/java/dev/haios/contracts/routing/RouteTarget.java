package dev.haios.contracts.routing;

import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.schema.Bounds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the caller needs. All that is given must hold; nothing given means anything will do.
 *
 * @param requireCaps capabilities that must all be there, at most 64
 * @param name the registered name
 * @param minCtx smallest context in tokens, 1 to 100,000,000
 */
public record RouteTarget(
        @Nullable ServiceType type,
        @Nullable ServiceRole role,
        List<String> requireCaps,
        @Nullable String name,
        @Nullable Integer minCtx) {

    /** Checks the bounds and copies the list. */
    public RouteTarget {
        requireCaps = Bounds.caps("require_caps", requireCaps);
        Bounds.name("name", name);
        Bounds.range("min_ctx", minCtx, 1, 100_000_000);
    }

    /** A target of any type and role with these capabilities. */
    public static RouteTarget ofCaps(String... caps) {
        return new RouteTarget(null, null, List.of(caps), null, null);
    }
}
