package dev.haios.contracts.invoke;

import dev.haios.contracts.receipt.ReceiptStatus;
import dev.haios.contracts.receipt.RoutingReceipt;
import dev.haios.contracts.schema.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * What came back.
 *
 * @param result the service's answer as it was
 */
public record InvokeReply(
        String runId, ReceiptStatus status, @Nullable RawJson result, RoutingReceipt receipt) {}
