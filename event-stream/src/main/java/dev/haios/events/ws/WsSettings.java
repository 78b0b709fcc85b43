package dev.haios.events.ws;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Limits of WebSocket clients, bound from {@code haios.stream.ws}.
 *
 * @param maxFrameBytes largest frame a client may send; a larger one ends its connection
 * @param sendTimeout how long a client may take no byte at all before it is disconnected
 */
@ConfigurationProperties("haios.stream.ws")
record WsSettings(DataSize maxFrameBytes, Duration sendTimeout) {

    WsSettings {
        if (maxFrameBytes.toBytes() < 128 || !sendTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "haios.stream.ws: max-frame-bytes must be at least 128B, send-timeout above"
                            + " zero");
        }
    }
}
