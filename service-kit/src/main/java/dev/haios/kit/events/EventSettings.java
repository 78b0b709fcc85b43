package dev.haios.kit.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How events are published, bound from {@code haios.events}.
 *
 * @param enabled false keeps durable events in the outbox and drops ephemeral ones
 * @param ringCapacity ephemeral events that may wait; beyond it the oldest is dropped
 * @param batchSize most events sent in one request, 1 to 1000
 * @param maxBackoff longest pause between attempts while the event stream is away
 */
@ConfigurationProperties("haios.events")
public record EventSettings(boolean enabled, int ringCapacity, int batchSize, Duration maxBackoff) {

    public EventSettings {
        if (ringCapacity < 1 || batchSize < 1 || batchSize > 1000) {
            throw new IllegalArgumentException(
                    "haios.events: ring-capacity must be at least 1, batch-size 1 to 1000");
        }
    }
}
