package dev.haios.contracts.routing;

import dev.haios.contracts.schema.Bounds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to rank, unless the caller says otherwise.
 *
 * @param slaMsP95 slowest acceptable 95th percentile in milliseconds, 1 to 3,600,000
 * @param allowVendors the only providers to take; empty means all, at most 64
 * @param denyVendors providers never to take, at most 64; wins over the other list
 */
public record MatrixPolicy(
        @Nullable Preference prefer,
        @Nullable Integer slaMsP95,
        List<String> allowVendors,
        List<String> denyVendors) {

    /** Checks the bounds and copies the lists. */
    public MatrixPolicy {
        Bounds.range("sla_ms_p95", slaMsP95, 1, 3_600_000);
        allowVendors = Bounds.list("allow_vendors", allowVendors, 0, 64);
        denyVendors = Bounds.list("deny_vendors", denyVendors, 0, 64);
        allowVendors.forEach(vendor -> Bounds.name("allow_vendors", vendor));
        denyVendors.forEach(vendor -> Bounds.name("deny_vendors", vendor));
    }
}
