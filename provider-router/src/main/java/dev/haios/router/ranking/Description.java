package dev.haios.router.ranking;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.schema.Wire;
import java.math.BigDecimal;

/** Says in words what a candidate's place was derived from. */
final class Description {

    private Description() {}

    static String of(Provider provider) {
        var text = new StringBuilder(96).append(Wire.word(provider.tier())).append(", ");
        price(text, provider);
        latency(text, provider);
        text.append(
                switch (provider.figures().busyness()) {
                    case FREE -> ", has room";
                    case BUSY -> ", busy";
                    case FULL -> ", full";
                });
        var service = provider.service();
        if (service.status() == Health.DEGRADED) {
            text.append(", degraded");
            if (service.message() != null) {
                text.append(" (").append(service.message()).append(')');
            }
        }
        if (provider.figures().failing()) {
            text.append(", its last calls failed");
        }
        return text.toString();
    }

    private static void price(StringBuilder text, Provider provider) {
        BigDecimal usd = Merit.assumedPrice(provider);
        if (usd == null) {
            text.append("price unknown");
        } else if (usd.signum() == 0) {
            text.append("free");
        } else {
            text.append(usd.toPlainString()).append(" USD per 1,000 tokens");
        }
    }

    private static void latency(StringBuilder text, Provider provider) {
        var p95 = provider.p95Ms();
        if (p95 == null) {
            text.append(", latency unknown");
            return;
        }
        text.append(", p95 ")
                .append(Math.round(p95))
                .append(
                        switch (provider.figures().measuredBy()) {
                            case RECEIPTS -> " ms by receipts";
                            case HEARTBEATS -> " ms by its heartbeats";
                            case NOBODY -> " ms by the matrix";
                        });
    }
}
