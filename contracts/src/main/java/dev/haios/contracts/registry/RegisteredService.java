package dev.haios.contracts.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.haios.contracts.heartbeat.Activity;
import dev.haios.contracts.heartbeat.DesiredState;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.heartbeat.ResourceUse;
import dev.haios.contracts.heartbeat.TokenUsage;
import dev.haios.contracts.schema.Bounds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the registry knows about one service at one revision.
 *
 * @param costHintUsdPer1k price in USD per 1,000 tokens
 * @param heartbeatIntervalS seconds between heartbeats
 * @param ttlS seconds without a heartbeat until one counts as missed
 * @param status its health as it is true now, silence included
 * @param activity what it last said it does
 * @param progress of its current work, 0 to 1
 * @param p95Ms 95th percentile of latency in milliseconds
 * @param queueDepth requests waiting
 * @param load share of its capacity in use, 1 is full
 * @param epoch counts the registrations of this id
 * @param revision of the registry when this last changed
 * @param lastHeartbeatTs the last heartbeat, or the registration when there was none since
 * @param missedBeats heartbeats missed in a row
 */
public record RegisteredService(
        String serviceId,
        String name,
        ServiceType type,
        ServiceRole role,
        String url,
        List<String> caps,
        Map<String, @Nullable Object> labels,
        @Nullable Integer ctxLimit,
        @JsonProperty("cost_hint_usd_per_1k") @Nullable BigDecimal costHintUsdPer1k,
        int heartbeatIntervalS,
        int ttlS,
        Health status,
        @Nullable Activity activity,
        @Nullable String agent,
        @Nullable String runId,
        @Nullable Double progress,
        @Nullable String message,
        @Nullable TokenUsage tokenUsage,
        @Nullable ResourceUse resources,
        @Nullable Double p95Ms,
        @Nullable Integer queueDepth,
        @Nullable Double load,
        DesiredState desiredState,
        long epoch,
        long revision,
        Instant lastHeartbeatTs,
        Instant registeredAt,
        int missedBeats) {

    /** Copies the collections. */
    public RegisteredService {
        caps = List.copyOf(caps);
        labels = Bounds.labels("labels", labels);
    }

    /** A label as text, or null when it is absent or null. */
    public @Nullable String label(String key) {
        Object value = labels.get(key);
        return value == null ? null : value.toString();
    }

    /** Time between heartbeats. */
    public Duration heartbeatInterval() {
        return Duration.ofSeconds(heartbeatIntervalS);
    }

    /** Time without a heartbeat until one counts as missed. */
    public Duration ttl() {
        return Duration.ofSeconds(ttlS);
    }
}
