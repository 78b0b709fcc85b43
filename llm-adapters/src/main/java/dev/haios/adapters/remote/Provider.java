package dev.haios.adapters.remote;

import dev.haios.adapters.backend.ModelCard;
import java.net.URI;

/**
 * Whom an adapter speaks to.
 *
 * @param baseUrl without a slash at its end; the dialect appends its path
 * @param keyName the setting that holds the key, for people
 * @param keyNeeded false for a server of our own that asks for none
 */
public record Provider(ModelCard card, URI baseUrl, ApiKey key, String keyName, boolean keyNeeded) {

    /** A key must not travel where others can read it. */
    public Provider {
        boolean safe =
                "https".equals(baseUrl.getScheme())
                        || "localhost".equals(baseUrl.getHost())
                        || "127.0.0.1".equals(baseUrl.getHost())
                        || "[::1]".equals(baseUrl.getHost());
        if (!safe && !key.isMissing()) {
            throw new IllegalArgumentException(
                    "the key of " + card.serviceName() + " may be sent over https only");
        }
    }

    public String name() {
        return card.provider();
    }

    boolean isConfigured() {
        return !keyNeeded || !key.isMissing();
    }
}
