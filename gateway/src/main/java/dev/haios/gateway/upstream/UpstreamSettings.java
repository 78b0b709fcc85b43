package dev.haios.gateway.upstream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of calls to services, bound from {@code haios.gateway.upstream}.
 *
 * @param maxReplyBytes largest answer, streamed ones in all
 * @param maxConcurrent calls under way per service
 * @param presencePause between two looks whether the client is still there
 * @param token shown to services as Bearer; blank: none. It should carry the role agent only,
 *     because whoever registers a service gets to see it
 * @param breaker when a service that fails is left alone
 */
@ConfigurationProperties("haios.gateway.upstream")
record UpstreamSettings(
        @DefaultValue("20971520") int maxReplyBytes,
        @DefaultValue("64") int maxConcurrent,
        @DefaultValue("250ms") Duration presencePause,
        @DefaultValue("") String token,
        @DefaultValue Breaker breaker) {

    UpstreamSettings {
        if (maxReplyBytes < 1 || maxConcurrent < 1 || presencePause.toMillis() < 10) {
            throw new IllegalArgumentException(
                    "haios.gateway.upstream: max-reply-bytes and max-concurrent must be at least 1,"
                            + " presence-pause at least 10ms");
        }
    }

    /**
     * When a service that fails is left alone.
     *
     * @param window calls that are looked at
     * @param minimum calls before it can open
     * @param failurePercent share of failures that opens it, 1 to 100
     * @param pause how long it stays open before a few calls are tried
     * @param trials how many
     * @param fairTimeout a call that was given less time than this, and timed out, says nothing
     *     about the service: callers in a hurry must not take it from the others
     */
    record Breaker(
            @DefaultValue("20") int window,
            @DefaultValue("5") int minimum,
            @DefaultValue("50") int failurePercent,
            @DefaultValue("10s") Duration pause,
            @DefaultValue("3") int trials,
            @DefaultValue("1s") Duration fairTimeout) {}

    @Override
    public String toString() {
        return "UpstreamSettings[maxReplyBytes=%d, maxConcurrent=%d, token=%s]"
                .formatted(maxReplyBytes, maxConcurrent, token.isBlank() ? "none" : "redacted");
    }
}
