package dev.haios.events.log;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How long events are kept and how large they may be, bound from {@code haios.stream.log}.
 *
 * @param retention age after which an event is forgotten, at least a second; day files too
 * @param pruneInterval between two looks for events to forget
 * @param pruneStep events forgotten in one transaction, 1 to 10,000: small, so that publishers
 *     never wait long behind it
 * @param maxEventBytes largest event, as stored
 */
@ConfigurationProperties("haios.stream.log")
public record LogSettings(
        Duration retention, Duration pruneInterval, int pruneStep, DataSize maxEventBytes) {

    public LogSettings {
        if (retention.toSeconds() < 1 || !pruneInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "haios.stream.log: retention must be at least 1s, prune-interval above zero");
        }
        if (pruneStep < 1 || pruneStep > 10_000 || maxEventBytes.toBytes() < 1024) {
            throw new IllegalArgumentException(
                    "haios.stream.log: prune-step must be 1 to 10000, max-event-bytes at least"
                            + " 1KB");
        }
    }
}
