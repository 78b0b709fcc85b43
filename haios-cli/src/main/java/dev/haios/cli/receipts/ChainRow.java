package dev.haios.cli.receipts;

import dev.haios.contracts.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One link of the gateway's chain of receipts, as it is stored.
 *
 * @param seq from 1, without gaps
 * @param prevHash the hash of the row before
 * @param hash what the row claims to be: SHA-256 of {@code prevHash + "\n" + body}, in lower-case
 *     hexadecimal digits
 * @param body the receipt, the exact text that was hashed
 */
record ChainRow(long seq, String prevHash, String hash, String body) {

    /** What the first receipt of all follows. */
    static final String START = "0".repeat(64);

    static ChainRow of(JsonNode item) {
        return new ChainRow(
                item.path("seq").asLong(0),
                item.path("prev_hash").asString(""),
                item.path("hash").asString(""),
                item.path("body").asString(""));
    }

    /** Whether the hash is that of the text, and the text says the same of its place as the row. */
    boolean isIntact() {
        JsonNode receipt = receipt();
        return hash.equals(sha256(prevHash + "\n" + body))
                && receipt.path("seq").asLong(0) == seq
                && receipt.path("prev_hash").asString("").equals(prevHash);
    }

    /** The text as a tree; what is no JSON is an empty one, and so is about no receipt. */
    JsonNode receipt() {
        try {
            return Wire.lenient().readTree(body);
        } catch (JacksonException edited) {
            return Wire.lenient().missingNode();
        }
    }

    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
