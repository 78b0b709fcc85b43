package dev.haios.kit.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How events are published, bound from {@code haios.events}.
 *
 * @param enabled false keeps durable events in the outbox and drops ephemeral ones
 * @param ringCapacity ephemeral events that may wait; beyond it the oldest is dropped
 * @param batchSize most events sent in one request, 1 to 1000
 * @param linger how long a batch gathers before it is sent; what it costs to send and to store one
 *     is then shared by its events
 * @param maxBackoff longest pause between attempts while the event stream is away
 */
@ConfigurationProperties("haios.events")
public record EventSettings(
        boolean enabled, int ringCapacity, int batchSize, Duration linger, Duration maxBackoff) {

    public EventSettings {
        if (ringCapacity < 1 || batchSize < 1 || batchSize > 1000 || linger.isNegative()) {
            throw new IllegalArgumentException(
                    "haios.events: ring-capacity must be at least 1, batch-size 1 to 1000, linger"
                            + " not negative");
        }
    }
}
