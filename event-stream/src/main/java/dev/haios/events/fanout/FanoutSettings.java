package dev.haios.events.fanout;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How events reach listeners, bound from {@code haios.stream.fanout}.
 *
 * @param tailEvents newest events kept in memory: how far a listener may fall behind, 2 to
 *     1,048,576
 * @param tailBytes what these may take together at most
 * @param batchEvents most events handed over at once, 1 to 1,000; also one page of a replay
 * @param linger shortest time between two deliveries to one listener; what comes meanwhile goes
 *     together. The first event after a pause is never held back
 * @param keepAlive silence after which a listener is sent a sign of life
 * @param maxClients listeners at once
 */
@ConfigurationProperties("haios.stream.fanout")
public record FanoutSettings(
        int tailEvents,
        DataSize tailBytes,
        int batchEvents,
        Duration linger,
        Duration keepAlive,
        int maxClients) {

    private static final int MAX_TAIL = 1 << 20;

    public FanoutSettings {
        require(tailEvents >= 2 && tailEvents <= MAX_TAIL, "tail-events must be 2 to " + MAX_TAIL);
        require(tailBytes.toBytes() >= 1024, "tail-bytes must be at least 1KB");
        require(batchEvents >= 1 && batchEvents <= 1000, "batch-events must be 1 to 1000");
        require(!linger.isNegative(), "linger must not be negative");
        require(keepAlive.isPositive(), "keep-alive must be above zero");
        require(maxClients >= 1, "max-clients must be at least 1");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("haios.stream.fanout." + rule);
        }
    }
}
