package dev.haios.gateway.receipt;

import dev.haios.contracts.receipt.ChainEnd;
import dev.haios.contracts.receipt.ChainLink;
import dev.haios.contracts.receipt.RoutingReceipt;
import dev.haios.contracts.schema.RawJson;
import dev.haios.contracts.schema.Wire;

/**
 * The texts of a receipt. The <em>body</em> is what is hashed: compact wire JSON with {@code seq}
 * and {@code prev_hash} and without {@code hash}. The <em>whole</em> receipt is the same with its
 * hash, and the <em>document</em> is that indented for people, as it stands in files and exports.
 *
 * <p>A receipt is written as JSON once, before its place is known; place and hash are then spliced
 * in where the wire record would write them.
 */
record ReceiptText(String prevHash, String hash, String body) {

    /**
     * A receipt as the link behind an end of the chain.
     *
     * @param unplaced its wire JSON without {@code seq}, {@code prev_hash} and {@code hash}
     */
    static ReceiptText behind(ChainEnd end, String unplaced) {
        // The id comes first, and no id holds a comma.
        int behindId = unplaced.indexOf(',');
        var body =
                unplaced.substring(0, behindId)
                        + ",\"seq\":"
                        + (end.seq() + 1)
                        + open(unplaced.substring(behindId))
                        + ",\"prev_hash\":\""
                        + end.hash()
                        + "\"}";
        return new ReceiptText(end.hash(), ChainLink.hash(end.hash(), body), body);
    }

    String whole() {
        return open(body) + ",\"hash\":\"" + hash + "\"}";
    }

    /** The whole receipt as the event that tells of it. */
    RawJson event(String type, String id, String source) {
        return new RawJson(
                "{\"event_type\":\"%s\",\"event_id\":\"%s\",\"source\":\"%s\","
                                .formatted(type, id, source)
                        + whole().substring(1));
    }

    String document() {
        return Indented.of(whole()) + "\n";
    }

    RoutingReceipt receipt() {
        return Wire.lenient().readValue(whole(), RoutingReceipt.class);
    }

    /** A JSON object without its last brace, so that a member can follow. */
    private static String open(String object) {
        return object.substring(0, object.length() - 1);
    }
}
