package dev.haios.kit.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Limits of outbound calls, bound from {@code haios.http}.
 *
 * @param connectTimeout until a connection is open
 * @param readTimeout between two reads, unless a call sets its own
 * @param streamSilence after which an event stream is taken for dead, longer than every service's
 *     keep-alive
 * @param maxConnections kept open at once, per peer and in all
 */
@ConfigurationProperties("haios.http")
public record HttpSettings(
        Duration connectTimeout, Duration readTimeout, Duration streamSilence, int maxConnections) {

    public HttpSettings {
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("haios.http.connect-timeout must be positive");
        }
        if (readTimeout.isNegative() || readTimeout.isZero()) {
            throw new IllegalArgumentException("haios.http.read-timeout must be positive");
        }
        if (streamSilence.isNegative() || streamSilence.isZero()) {
            throw new IllegalArgumentException("haios.http.stream-silence must be positive");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("haios.http.max-connections must be at least 1");
        }
    }
}
