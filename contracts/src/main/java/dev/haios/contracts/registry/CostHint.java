package dev.haios.contracts.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.haios.contracts.schema.Bounds;
import java.math.BigDecimal;

/**
 * What a service asks for its work.
 *
 * @param usdPer1k USD per 1,000 tokens, 0 to 1000
 */
public record CostHint(
        // The naming strategy does not part letters from digits.
        @JsonProperty("usd_per_1k") BigDecimal usdPer1k) {

    /** Checks the bounds. */
    public CostHint {
        Bounds.range("usd_per_1k", usdPer1k, 0, 1000);
    }
}
