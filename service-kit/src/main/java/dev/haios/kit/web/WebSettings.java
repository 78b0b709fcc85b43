package dev.haios.kit.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Limits of the HTTP edge, bound from {@code haios.web}.
 *
 * @param maxBodyBytes largest request body, in bytes; a larger one is answered with 413
 * @param streamKeepAlive longest silence on an event stream; shorter than the followers' {@code
 *     haios.http.stream-silence}
 */
@ConfigurationProperties("haios.web")
public record WebSettings(int maxBodyBytes, Duration streamKeepAlive) {

    public WebSettings {
        if (maxBodyBytes < 1) {
            throw new IllegalArgumentException("haios.web.max-body-bytes must be at least 1");
        }
        if (!streamKeepAlive.isPositive()) {
            throw new IllegalArgumentException("haios.web.stream-keep-alive must be positive");
        }
    }
}
