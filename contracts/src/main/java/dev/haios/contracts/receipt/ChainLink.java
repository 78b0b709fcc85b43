package dev.haios.contracts.receipt;

import dev.haios.contracts.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A link of the chain of receipts as it is stored: a row of {@code GET /receipts?raw=true}. Nothing
 * is checked when it is read, so that a check of the chain can say what is wrong with it.
 *
 * @param seq from 1, without gaps
 * @param hash what it claims to be the hash of {@code prevHash} and {@code body}
 * @param prevHash hash of the link before; that of {@link ChainEnd#START} for the first
 * @param body the receipt, without its hash: the exact text that is hashed
 */
public record ChainLink(long seq, String hash, String prevHash, String body) {

    /** SHA-256 of {@code prevHash + "\n" + body}, in lower-case hexadecimal digits. */
    public static String hash(String prevHash, String body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(prevHash.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Whether the hash is that of the text, and the text says the same of its place as the link.
     */
    public boolean isIntact() {
        var receipt = receipt();
        return hash(prevHash, body).equals(hash)
                && receipt.path("seq").asLong(0) == seq
                && receipt.path("prev_hash").asString("").equals(prevHash);
    }

    /** The text as a tree; what is no JSON is an empty one, and so speaks of no receipt. */
    public JsonNode receipt() {
        try {
            return Wire.lenient().readTree(body);
        } catch (JacksonException edited) {
            return Wire.lenient().missingNode();
        }
    }
}
