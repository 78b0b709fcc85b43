package dev.haios.contracts.receipt;

import dev.haios.contracts.schema.Bounds;

/**
 * Where the time went, in milliseconds, each 0 to 86,400,000.
 *
 * @param discovery finding candidates
 * @param upstream all attempts together
 * @param total from the request's arrival until the receipt was made
 */
public record ReceiptTimings(double discovery, double upstream, double total) {

    /** Checks the bounds. */
    public ReceiptTimings {
        Bounds.range("discovery", discovery, 0, 86_400_000);
        Bounds.range("upstream", upstream, 0, 86_400_000);
        Bounds.range("total", total, 0, 86_400_000);
    }
}
