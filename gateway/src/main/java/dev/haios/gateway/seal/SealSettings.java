package dev.haios.gateway.seal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the chain's end is signed, bound from {@code haios.gateway.seal}.
 *
 * @param pause between two signatures under load; one signature costs 0.7 ms of processor time
 * @param patience how long {@code GET /receipts/head} waits for a signature over the newest receipt
 */
@ConfigurationProperties("haios.gateway.seal")
record SealSettings(@DefaultValue("50ms") Duration pause, @DefaultValue("2s") Duration patience) {

    SealSettings {
        if (pause.isNegative() || !patience.isPositive()) {
            throw new IllegalArgumentException(
                    "haios.gateway.seal: pause must not be negative and patience must be positive");
        }
    }
}
