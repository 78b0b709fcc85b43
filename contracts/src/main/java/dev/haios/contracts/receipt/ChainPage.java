package dev.haios.contracts.receipt;

import java.util.List;

/** Some links of the chain, in its order. */
public record ChainPage(List<ChainLink> receipts) {

    /** Copies the list. */
    public ChainPage {
        receipts = List.copyOf(receipts);
    }
}
