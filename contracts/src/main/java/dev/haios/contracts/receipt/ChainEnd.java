package dev.haios.contracts.receipt;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the chain of receipts ends. What is signed is a statement about it: four lines naming
 * sequence number, hash and time.
 *
 * @param seq of the last receipt; 0 before the first
 * @param hash of that receipt; 64 zeros before the first
 */
public record ChainEnd(long seq, String hash) {

    /** Before the first receipt. */
    public static final ChainEnd START = new ChainEnd(0, "0".repeat(64));

    private static final Pattern STATEMENT =
            Pattern.compile(
                    "haios receipt chain head\nseq ([0-9]{1,18})\nhash ([0-9a-f]{64})\nts [^\n]+\n");

    /** The exact text that is signed. */
    public String statement(Instant now) {
        return "haios receipt chain head\nseq %d\nhash %s\nts %s\n".formatted(seq, hash, now);
    }

    /** The end a statement speaks of; empty if it is not such a statement. */
    public static Optional<ChainEnd> statedBy(String statement) {
        var matcher = STATEMENT.matcher(statement);
        return matcher.matches()
                ? Optional.of(new ChainEnd(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }
}
