package dev.haios.registry.catalog;

import dev.haios.contracts.heartbeat.Activity;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.heartbeat.ResourceUse;
import dev.haios.contracts.heartbeat.ServiceHeartbeat;
import dev.haios.contracts.heartbeat.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * What a service last said about itself. A heartbeat replaces the whole report: what it leaves out
 * is no longer known.
 *
 * @param health as reported, or down once it was evicted
 * @param activity what it does, when its last heartbeat said so
 * @param progress of its current work, 0 to 1
 * @param p95Ms 95th percentile of latency in milliseconds
 * @param queueDepth requests waiting
 * @param load share of its capacity in use, 1 is full
 */
public record Report(
        Health health,
        @Nullable Activity activity,
        @Nullable String agent,
        @Nullable String runId,
        @Nullable Double progress,
        @Nullable String message,
        @Nullable TokenUsage tokenUsage,
        @Nullable ResourceUse resources,
        @Nullable Double p95Ms,
        @Nullable Integer queueDepth,
        @Nullable Double load) {

    /** What a heartbeat says. */
    public static Report of(ServiceHeartbeat beat) {
        return new Report(
                beat.health(),
                beat.activity(),
                beat.agent(),
                beat.runId(),
                beat.progress(),
                beat.message(),
                beat.tokenUsage(),
                beat.resources(),
                beat.p95Ms(),
                beat.queueDepth(),
                beat.load());
    }

    /** The same, evicted. */
    Report down() {
        return new Report(
                Health.DOWN,
                activity,
                agent,
                runId,
                progress,
                message,
                tokenUsage,
                resources,
                p95Ms,
                queueDepth,
                load);
    }
}
