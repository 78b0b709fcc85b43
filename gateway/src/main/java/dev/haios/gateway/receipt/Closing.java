package dev.haios.gateway.receipt;

import dev.haios.contracts.receipt.ReceiptStatus;
import dev.haios.contracts.receipt.RoutingReceipt;

/** The end of a streamed call that nobody lived to see. */
final class Closing {

    private Closing() {}

    static RoutingReceipt interrupted(RoutingReceipt open) {
        return new RoutingReceipt(
                open.receiptId(),
                null,
                open.runId(),
                open.targetRequest(),
                open.resolved(),
                open.timingsMs(),
                ReceiptStatus.INTERRUPTED,
                open.costEstimate(),
                null,
                open.ts(),
                open.attempts(),
                open.usage(),
                open.modelConfig(),
                open.agent(),
                open.traceId(),
                open.routing(),
                "the gateway ended while the answer was being streamed",
                null,
                null);
    }
}
