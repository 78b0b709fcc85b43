package dev.haios.contracts.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.schema.Bounds;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service that can do the work.
 *
 * @param score 0 to 1, higher is better; comparable within one reply only
 * @param reason why it stands where it stands, for people
 * @param usdPer1k price in USD per 1,000 tokens that the ranking used
 * @param usdPer1kIn price of 1,000 tokens sent, when it differs
 * @param usdPer1kOut price of 1,000 tokens received, when it differs
 * @param p95Ms 95th percentile of latency in milliseconds
 * @param tie group of equally good candidates, from 0; take the least busy one of a group
 * @param invokePath path below the URL that takes the work, "/invoke" by default
 */
public record Candidate(
        String serviceId,
        String name,
        String url,
        Tier tier,
        double score,
        String reason,
        @JsonProperty("usd_per_1k") @Nullable BigDecimal usdPer1k,
        @JsonProperty("usd_per_1k_in") @Nullable BigDecimal usdPer1kIn,
        @JsonProperty("usd_per_1k_out") @Nullable BigDecimal usdPer1kOut,
        @Nullable Double p95Ms,
        Health status,
        int tie,
        ServiceType type,
        @Nullable String provider,
        @Nullable String model,
        String invokePath,
        Map<String, @Nullable Object> labels) {

    /** Copies the labels. */
    public Candidate {
        labels = Bounds.labels("labels", labels);
    }
}
