package dev.haios.router.version;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How changes are pushed, bound from {@code haios.router.watch}.
 *
 * @param coalesce the least time between two pushes
 */
@ConfigurationProperties("haios.router.watch")
record WatchSettings(Duration coalesce) {

    WatchSettings {
        if (coalesce.isNegative()) {
            throw new IllegalArgumentException("haios.router.watch.coalesce must not be negative");
        }
    }
}
