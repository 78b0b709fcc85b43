package dev.haios.gateway.seal;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A signed statement about where the chain ends.
 *
 * @param statement the exact text that is signed: four lines naming sequence number, hash and time
 * @param signature armored
 */
record SealedHead(ChainEnd end, String statement, String signature) {

    private static final Pattern STATEMENT =
            Pattern.compile(
                    "haios receipt chain head\nseq ([0-9]{1,18})\nhash ([0-9a-f]{64})\nts [^\n]+\n");

    static String statement(ChainEnd end, Instant now) {
        return "haios receipt chain head\nseq %d\nhash %s\nts %s\n"
                .formatted(end.seq(), end.hash(), now);
    }

    /** The end a statement speaks of; empty if it is not such a statement. */
    static Optional<ChainEnd> read(String statement) {
        var matcher = STATEMENT.matcher(statement);
        return matcher.matches()
                ? Optional.of(new ChainEnd(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }
}
