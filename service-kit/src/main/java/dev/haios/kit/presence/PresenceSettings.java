package dev.haios.kit.presence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How this service keeps itself registered, bound from {@code haios.presence}.
 *
 * @param enabled false for tests and for tools that should not appear in the registry
 * @param heartbeatInterval between two beats, whole seconds, at least 1
 * @param ttl silence after which a beat counts as missed, whole seconds
 * @param maxBackoff longest pause between attempts while the registry is away
 */
@ConfigurationProperties("haios.presence")
public record PresenceSettings(
        boolean enabled, Duration heartbeatInterval, Duration ttl, Duration maxBackoff) {

    public PresenceSettings {
        if (heartbeatInterval.toSeconds() < 1 || ttl.compareTo(heartbeatInterval) < 0) {
            throw new IllegalArgumentException(
                    "haios.presence: heartbeat-interval must be at least 1s and ttl no shorter");
        }
    }
}
