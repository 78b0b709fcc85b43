package dev.haios.router.figures;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How figures are kept, bound from {@code haios.router.figures}.
 *
 * @param receiptAge how long receipts speak for a service's latency after the last of them
 * @param failingAfter failed attempts in a row that make a service a failing one, at least 1
 * @param failingFor how long it stays one after the last failure
 */
@ConfigurationProperties("haios.router.figures")
record FigureSettings(Duration receiptAge, int failingAfter, Duration failingFor) {

    FigureSettings {
        if (!receiptAge.isPositive() || failingAfter < 1 || !failingFor.isPositive()) {
            throw new IllegalArgumentException(
                    "haios.router.figures: receipt-age and failing-for must be positive,"
                            + " failing-after at least 1");
        }
    }
}
