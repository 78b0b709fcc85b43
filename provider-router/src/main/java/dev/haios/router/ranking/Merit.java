package dev.haios.router.ranking;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.routing.Tier;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The scales of the package's description, each 0 to 1. */
final class Merit {

    private static final double HALF_PRICE_USD = 0.01;
    private static final double HALF_SPEED_MS = 1000;

    private Merit() {}

    /** The known price; zero for a local service without one, which costs nobody a bill. */
    static @Nullable BigDecimal assumedPrice(Provider provider) {
        var known = provider.usdPer1k();
        return known == null && provider.tier() == Tier.LOCAL ? BigDecimal.ZERO : known;
    }

    static double price(Provider provider) {
        var usd = assumedPrice(provider);
        return usd == null ? 0 : 1 / (1 + usd.doubleValue() / HALF_PRICE_USD);
    }

    static double speed(Provider provider) {
        var band = provider.speed();
        return band == null ? 0.5 : 1 / (1 + band.upperMs() / HALF_SPEED_MS);
    }

    static double room(Provider provider) {
        return switch (provider.figures().busyness()) {
            case FREE -> 1;
            case BUSY -> 0.5;
            case FULL -> 0;
        };
    }

    static double allRound(Provider provider) {
        double merit = 0.4 * price(provider) + 0.4 * speed(provider) + 0.2 * room(provider);
        return provider.service().status() == Health.DEGRADED ? merit / 2 : merit;
    }
}
