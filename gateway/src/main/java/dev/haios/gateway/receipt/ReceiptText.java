package dev.haios.gateway.receipt;

import dev.haios.contracts.receipt.RoutingReceipt;
import dev.haios.contracts.schema.Wire;
import dev.haios.gateway.seal.ChainEnd;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/**
 * The texts of a receipt. The <em>body</em> is what is hashed: compact wire JSON with {@code seq}
 * and {@code prev_hash} and without {@code hash}. The <em>document</em> is the same with its hash,
 * indented for people, as it stands in files and exports.
 */
record ReceiptText(String prevHash, String hash, String body) {

    /** The receipt as the link behind an end of the chain. */
    static ReceiptText behind(ChainEnd end, RoutingReceipt receipt) {
        var body = Wire.mapper().writeValueAsString(unhashed(end, receipt));
        return new ReceiptText(end.hash(), hash(end.hash(), body), body);
    }

    private static RoutingReceipt unhashed(ChainEnd end, RoutingReceipt receipt) {
        return new RoutingReceipt(
                receipt.receiptId(),
                end.seq() + 1,
                receipt.runId(),
                receipt.targetRequest(),
                receipt.resolved(),
                receipt.timingsMs(),
                receipt.status(),
                receipt.costEstimate(),
                receipt.costActual(),
                receipt.ts(),
                receipt.attempts(),
                receipt.usage(),
                receipt.modelConfig(),
                receipt.agent(),
                receipt.traceId(),
                receipt.routing(),
                receipt.detail(),
                end.hash(),
                null);
    }

    /** SHA-256 of {@code prevHash + "\n" + body}, in lower-case hexadecimal digits. */
    static String hash(String prevHash, String body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(prevHash.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
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
