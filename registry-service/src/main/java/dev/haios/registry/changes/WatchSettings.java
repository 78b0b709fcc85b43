package dev.haios.registry.changes;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is kept for watchers, bound from {@code haios.registry.watch}.
 *
 * @param recent changes kept in memory for watchers that join, at least 1
 * @param queue frames that may wait for one watcher before it is told to start over; more than
 *     {@code recent}
 * @param loadInterval least time between two load frames of one service
 */
@ConfigurationProperties("haios.registry.watch")
record WatchSettings(
        @DefaultValue("1024") int recent,
        @DefaultValue("4096") int queue,
        @DefaultValue("1s") Duration loadInterval) {

    WatchSettings {
        if (recent < 1 || queue <= recent || !loadInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "haios.registry.watch: recent at least 1, queue more than recent, load-interval"
                            + " positive");
        }
    }
}
