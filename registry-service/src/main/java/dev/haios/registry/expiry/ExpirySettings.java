package dev.haios.registry.expiry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the registry watches for silence, bound from {@code haios.registry.expiry}.
 *
 * @param tick how often the timer looks, positive
 * @param sweep the window of the mass-expiry guard and how long it holds, positive
 */
@ConfigurationProperties("haios.registry.expiry")
record ExpirySettings(@DefaultValue("100ms") Duration tick, @DefaultValue("30s") Duration sweep) {

    ExpirySettings {
        if (!tick.isPositive() || !sweep.isPositive()) {
            throw new IllegalArgumentException(
                    "haios.registry.expiry: tick and sweep must be positive");
        }
    }
}
