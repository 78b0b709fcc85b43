package dev.haios.kit.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the HTTP edge, bound from {@code haios.web}.
 *
 * @param maxBodyBytes largest request body, in bytes; a larger one is answered with 413
 * @param streamKeepAlive longest silence on an event stream; shorter than the followers' {@code
 *     haios.http.stream-silence}
 * @param bodyTimeout how long a body may take to arrive before it is answered with 408
 * @param maxHeld what large bodies and answers may take in memory together; what would exceed it is
 *     answered with 503
 * @param largeBody bodies of this size or more are parsed in turns
 * @param turnWait how long a large body or answer may wait for its turn before it is refused with
 *     503
 */
@ConfigurationProperties("haios.web")
public record WebSettings(
        int maxBodyBytes,
        Duration streamKeepAlive,
        Duration bodyTimeout,
        DataSize maxHeld,
        DataSize largeBody,
        Duration turnWait) {

    public WebSettings {
        if (maxBodyBytes < 1) {
            throw new IllegalArgumentException("haios.web.max-body-bytes must be at least 1");
        }
        if (!streamKeepAlive.isPositive()) {
            throw new IllegalArgumentException("haios.web.stream-keep-alive must be positive");
        }
        if (!bodyTimeout.isPositive()) {
            throw new IllegalArgumentException("haios.web.body-timeout must be longer than zero");
        }
        if (maxHeld.toBytes() < 1) {
            throw new IllegalArgumentException("haios.web.max-held must be at least 1B");
        }
        if (largeBody.toBytes() < 1 || turnWait.isNegative()) {
            throw new IllegalArgumentException(
                    "haios.web: large-body must be at least 1B, turn-wait not negative");
        }
    }
}
