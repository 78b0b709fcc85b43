package dev.haios.contracts.receipt;

import dev.haios.contracts.schema.Bounds;
import java.math.BigDecimal;

/**
 * Money.
 *
 * @param usd exact, 0 to 1,000,000
 */
public record Cost(BigDecimal usd) {

    /** Checks the bounds. */
    public Cost {
        Bounds.range("usd", usd, 0, 1_000_000);
    }
}
