package dev.haios.contracts.receipt;

import java.util.List;

/** Some receipts, newest first. */
public record ReceiptList(List<RoutingReceipt> receipts) {

    /** Copies the list. */
    public ReceiptList {
        receipts = List.copyOf(receipts);
    }
}
