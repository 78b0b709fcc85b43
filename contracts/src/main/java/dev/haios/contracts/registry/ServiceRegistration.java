package dev.haios.contracts.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service makes itself known: {@code POST /register}. The same name and URL, or the same id,
 * register the same service again.
 *
 * @param serviceId the id to keep; the registry makes one when it is absent
 * @param name what people call it, 1 to 128 characters
 * @param url where it answers; http or https, at most 2048 characters
 * @param caps what it can do, at most 64 words
 * @param labels free facts about it, at most 32; {@code parent} places an agent in the tree, {@code
 *     invoke_path} says where work is posted
 * @param ctxLimit largest context in tokens, 1 to 100,000,000
 * @param costHint its price, in the nested form
 * @param costHintUsdPer1k its price in USD per 1,000 tokens, in the flat form; the nested form wins
 * @param heartbeatIntervalS seconds between heartbeats, 1 to 3600, default 60
 * @param ttlS seconds without a heartbeat until one counts as missed, 1 to 86,400, default 90
 */
@Contract("service_registration")
public record ServiceRegistration(
        @Nullable String serviceId,
        String name,
        ServiceType type,
        ServiceRole role,
        String url,
        @JsonProperty(required = true) List<String> caps,
        Map<String, @Nullable Object> labels,
        @Nullable Integer ctxLimit,
        @Nullable CostHint costHint,
        @JsonProperty("cost_hint_usd_per_1k") @Nullable BigDecimal costHintUsdPer1k,
        @Nullable Integer heartbeatIntervalS,
        @Nullable Integer ttlS) {

    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(60);
    private static final Duration DEFAULT_TTL = Duration.ofSeconds(90);

    /** Checks the bounds and copies the collections. */
    public ServiceRegistration {
        Bounds.id("service_id", serviceId);
        Bounds.name("name", name);
        Bounds.url("url", url);
        caps = Bounds.caps("caps", caps);
        labels = Bounds.labels("labels", labels);
        Bounds.range("ctx_limit", ctxLimit, 1, 100_000_000);
        Bounds.range("cost_hint_usd_per_1k", costHintUsdPer1k, 0, 1000);
        Bounds.range("heartbeat_interval_s", heartbeatIntervalS, 1, 3600);
        Bounds.range("ttl_s", ttlS, 1, 86_400);
    }

    /** A registration with every default. */
    public static ServiceRegistration of(
            String name, ServiceType type, ServiceRole role, String url, List<String> caps) {
        return new ServiceRegistration(
                null, name, type, role, url, caps, Map.of(), null, null, null, null, null);
    }

    /** The same with other labels. */
    public ServiceRegistration withLabels(Map<String, @Nullable Object> other) {
        return copy(other, ctxLimit, costHint, heartbeatIntervalS, ttlS);
    }

    /** The same for a model of this context, in tokens, and price if that is known. */
    public ServiceRegistration withModel(int context, @Nullable CostHint price) {
        return copy(labels, context, price, heartbeatIntervalS, ttlS);
    }

    /** The same with another rhythm, in whole seconds. */
    public ServiceRegistration withLiveness(Duration interval, Duration ttl) {
        return copy(
                labels,
                ctxLimit,
                costHint,
                Math.toIntExact(interval.toSeconds()),
                Math.toIntExact(ttl.toSeconds()));
    }

    private ServiceRegistration copy(
            Map<String, @Nullable Object> other,
            @Nullable Integer context,
            @Nullable CostHint price,
            @Nullable Integer intervalS,
            @Nullable Integer silenceS) {
        return new ServiceRegistration(
                serviceId,
                name,
                type,
                role,
                url,
                caps,
                other,
                context,
                price,
                costHintUsdPer1k,
                intervalS,
                silenceS);
    }

    /** The price that counts in USD per 1,000 tokens, or null when none was given. */
    public @Nullable BigDecimal usdPer1k() {
        return costHint != null ? costHint.usdPer1k() : costHintUsdPer1k;
    }

    /** Time between heartbeats, given or default. */
    public Duration heartbeatInterval() {
        return heartbeatIntervalS == null
                ? DEFAULT_INTERVAL
                : Duration.ofSeconds(heartbeatIntervalS);
    }

    /** Time without a heartbeat until one counts as missed, given or default. */
    public Duration ttl() {
        return ttlS == null ? DEFAULT_TTL : Duration.ofSeconds(ttlS);
    }
}
