package dev.haios.gateway.route;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the router's answers are kept, bound from {@code haios.gateway.route}.
 *
 * @param kept most answers kept; beyond it the one used longest ago goes
 * @param questions most different questions that wait for the router at once; further ones are
 *     answered as if it were away
 * @param patience how long a call with an older answer at hand waits for a newer one
 * @param pause how long a router that gave no answer is left alone while older answers will do
 */
@ConfigurationProperties("haios.gateway.route")
record RouteSettings(
        @DefaultValue("1000") int kept,
        @DefaultValue("256") int questions,
        @DefaultValue("500ms") Duration patience,
        @DefaultValue("1s") Duration pause) {

    RouteSettings {
        if (kept < 1 || questions < 1 || patience.isNegative() || pause.isNegative()) {
            throw new IllegalArgumentException(
                    "haios.gateway.route: kept and questions must be at least 1, times must not be negative");
        }
    }
}
