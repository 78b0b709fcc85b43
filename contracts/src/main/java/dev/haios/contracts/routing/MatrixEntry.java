package dev.haios.contracts.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.haios.contracts.schema.Bounds;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A model the matrix knows: named by the registered name of its service, or by provider and model,
 * which it then finds in the labels.
 *
 * @param service the registered name it speaks of
 * @param usdPer1kIn USD per 1,000 tokens sent, 0 to 1000
 * @param usdPer1kOut USD per 1,000 tokens received, 0 to 1000
 * @param p95Ms expected 95th percentile in milliseconds until there are measurements, 0 to
 *     3,600,000
 * @param ctxLimit largest context in tokens, 1 to 100,000,000
 */
public record MatrixEntry(
        @Nullable String service,
        @Nullable String provider,
        @Nullable String model,
        @JsonProperty("usd_per_1k_in") @Nullable BigDecimal usdPer1kIn,
        @JsonProperty("usd_per_1k_out") @Nullable BigDecimal usdPer1kOut,
        @Nullable Double p95Ms,
        @Nullable Integer ctxLimit,
        Tier tier) {

    /** Checks the bounds. */
    public MatrixEntry {
        Bounds.name("service", service);
        Bounds.name("provider", provider);
        Bounds.name("model", model);
        Bounds.check(
                service != null || (provider != null && model != null),
                "service",
                "or provider and model must say which one is meant");
        Bounds.range("usd_per_1k_in", usdPer1kIn, 0, 1000);
        Bounds.range("usd_per_1k_out", usdPer1kOut, 0, 1000);
        Bounds.range("p95_ms", p95Ms, 0, 3_600_000);
        Bounds.range("ctx_limit", ctxLimit, 1, 100_000_000);
    }
}
