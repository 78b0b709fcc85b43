package dev.haios.kit.web;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Limits of the HTTP edge, bound from {@code haios.web}.
 *
 * @param maxBodyBytes largest request body, in bytes; a larger one is answered with 413
 */
@ConfigurationProperties("haios.web")
public record WebSettings(int maxBodyBytes) {

    public WebSettings {
        if (maxBodyBytes < 1) {
            throw new IllegalArgumentException("haios.web.max-body-bytes must be at least 1");
        }
    }
}
