package dev.haios.contracts.routing;

import dev.haios.contracts.schema.Bounds;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to choose among those that can.
 *
 * @param prefer default is the matrix's
 * @param maxUsd most the call may cost in USD, 0 to 1,000,000
 * @param slaMsP95 slowest acceptable 95th percentile in milliseconds, 1 to 3,600,000
 * @param exclude names or ids never to take, at most 64
 */
public record RoutePolicy(
        @Nullable Preference prefer,
        @Nullable BigDecimal maxUsd,
        @Nullable Integer slaMsP95,
        List<String> exclude) {

    /** Checks the bounds and copies the list. */
    public RoutePolicy {
        Bounds.range("max_usd", maxUsd, 0, 1_000_000);
        Bounds.range("sla_ms_p95", slaMsP95, 1, 3_600_000);
        exclude = Bounds.list("exclude", exclude, 0, 64);
        exclude.forEach(name -> Bounds.name("exclude", name));
    }

    /** The policy that leaves everything to the matrix. */
    public static RoutePolicy none() {
        return new RoutePolicy(null, null, null, List.of());
    }
}
