package dev.haios.registry.eviction;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept of evictions, bound from {@code haios.registry.evictions}.
 *
 * @param keep how long a repeated call gets the same answer at least, positive; the monitor repeats
 *     one within minutes
 */
@ConfigurationProperties("haios.registry.evictions")
record EvictionSettings(@DefaultValue("7d") Duration keep) {

    EvictionSettings {
        if (!keep.isPositive()) {
            throw new IllegalArgumentException("haios.registry.evictions.keep must be positive");
        }
    }
}
