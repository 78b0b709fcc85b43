package dev.haios.gateway.receipt;

import dev.haios.contracts.receipt.ChainEnd;
import dev.haios.contracts.receipt.ChainLink;
import dev.haios.contracts.receipt.RoutingReceipt;
import dev.haios.contracts.schema.Wire;
import tools.jackson.databind.node.ObjectNode;

/**
 * The texts of a receipt. The <em>body</em> is what is hashed: compact wire JSON with {@code seq}
 * and {@code prev_hash} and without {@code hash}. The <em>document</em> is the same with its hash,
 * indented for people, as it stands in files and exports.
 */
record ReceiptText(String prevHash, String hash, String body) {

    /** The receipt as the link behind an end of the chain. */
    static ReceiptText behind(ChainEnd end, RoutingReceipt receipt) {
        var body =
                Wire.mapper().writeValueAsString(receipt.chained(end.seq() + 1, end.hash(), null));
        return new ReceiptText(end.hash(), ChainLink.hash(end.hash(), body), body);
    }

    RoutingReceipt receipt() {
        return Wire.lenient().readerFor(RoutingReceipt.class).readValue(whole());
    }

    String document() {
        return whole().toPrettyString() + "\n";
    }

    private ObjectNode whole() {
        return ((ObjectNode) Wire.mapper().readTree(body)).put("hash", hash);
    }
}
