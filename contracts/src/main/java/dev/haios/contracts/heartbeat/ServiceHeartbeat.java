package dev.haios.contracts.heartbeat;

import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import dev.haios.contracts.schema.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service says that it is alive, and how it does: {@code PUT /heartbeat}.
 *
 * @param status one word that is either a {@link Health} or an {@link Activity}
 * @param agent the agent it speaks for, 1 to 128 characters
 * @param runId the run it works on
 * @param ts when it said so
 * @param progress of its current work, 0 to 1
 * @param message for people, at most 1024 characters
 * @param p95Ms its 95th percentile of latency in milliseconds, 0 to 3,600,000
 * @param queueDepth requests waiting, 0 to 1,000,000
 * @param load share of its capacity in use, 1 is full, 0 to 1000
 */
@Contract("service_heartbeat")
public record ServiceHeartbeat(
        String serviceId,
        String status,
        @Nullable String agent,
        @Nullable String runId,
        @Nullable Instant ts,
        @Nullable Double progress,
        @Nullable String message,
        @Nullable TokenUsage tokenUsage,
        @Nullable ResourceUse resources,
        @Nullable Double p95Ms,
        @Nullable Integer queueDepth,
        @Nullable Double load) {

    /** Checks the bounds. */
    public ServiceHeartbeat {
        Bounds.id("service_id", serviceId);
        Bounds.check(
                Wire.constant(Health.class, status).isPresent()
                        || Wire.constant(Activity.class, status).isPresent(),
                "status",
                "must be a health or an activity");
        Bounds.name("agent", agent);
        Bounds.runId("run_id", runId);
        Bounds.range("progress", progress, 0, 1);
        Bounds.text("message", message, 1024);
        Bounds.range("p95_ms", p95Ms, 0, 3_600_000);
        Bounds.range("queue_depth", queueDepth, 0, 1_000_000);
        Bounds.range("load", load, 0, 1000);
    }

    /** A heartbeat that says no more than the health. */
    public static ServiceHeartbeat of(String serviceId, Health health) {
        return new ServiceHeartbeat(
                serviceId,
                Wire.word(health),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The health it reports; an activity implies {@link Health#OK}. */
    public Health health() {
        return Wire.constant(Health.class, status).orElse(Health.OK);
    }

    /** The activity it reports, or null when it reports its health only. */
    public @Nullable Activity activity() {
        return Wire.constant(Activity.class, status).orElse(null);
    }
}
