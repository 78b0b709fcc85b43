package dev.haios.gateway.receipt;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How receipts are kept, bound from {@code haios.gateway.receipts}.
 *
 * @param retention how long a receipt is kept, at least an hour
 * @param upkeep pause between two looks for what is too old
 * @param fileRetry pause between two attempts to write files that could not be written
 * @param pageLimit most receipts in one answer
 */
@ConfigurationProperties("haios.gateway.receipts")
record ReceiptSettings(
        @DefaultValue("400d") Duration retention,
        @DefaultValue("1h") Duration upkeep,
        @DefaultValue("5s") Duration fileRetry,
        @DefaultValue("1000") int pageLimit) {

    ReceiptSettings {
        if (retention.compareTo(Duration.ofHours(1)) < 0
                || !upkeep.isPositive()
                || !fileRetry.isPositive()
                || pageLimit < 1) {
            throw new IllegalArgumentException(
                    "haios.gateway.receipts: retention must be at least 1h,"
                            + " upkeep and file-retry positive, page-limit at least 1");
        }
    }
}
