package dev.haios.registry.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the registry remembers, bound from {@code haios.registry.retention}.
 *
 * @param roles how long changes of role are kept
 * @param epochs how long after it has gone the epoch of a service is kept, should it come back; far
 *     longer than anybody repeats a call about it
 * @param interval how often is looked
 */
@ConfigurationProperties("haios.registry.retention")
record RetentionSettings(
        @DefaultValue("400d") Duration roles,
        @DefaultValue("30d") Duration epochs,
        @DefaultValue("10m") Duration interval) {

    RetentionSettings {
        if (!roles.isPositive() || !epochs.isPositive() || !interval.isPositive()) {
            throw new IllegalArgumentException(
                    "haios.registry.retention: roles, epochs and interval must be positive");
        }
    }
}
