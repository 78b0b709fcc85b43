package dev.haios.kit.access;

import org.jspecify.annotations.Nullable;

/**
 * The token this service shows to its peers ({@code HAIOS_SERVICE_TOKEN}).
 *
 * @param token null when the fleet runs without tokens
 */
public record ServiceCredential(@Nullable String token) {

    @Override
    public String toString() {
        return "ServiceCredential[" + (token == null ? "none" : "redacted") + "]";
    }
}
