package dev.haios.contracts.receipt;

import dev.haios.contracts.schema.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * What the routing knew.
 *
 * @param version of the routing answer that was used
 * @param staleMs how long the router had not been heard of, in milliseconds; absent when it was in
 *     touch
 */
public record ReceiptRouting(@Nullable Long version, @Nullable Long staleMs) {

    /** Checks the bounds. */
    public ReceiptRouting {
        Bounds.range("version", version, 0, Long.MAX_VALUE);
        Bounds.range("stale_ms", staleMs, 0, Long.MAX_VALUE);
    }
}
