package dev.haios.cli.receipts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The signed end of the chain.
 *
 * @param seq of the last receipt it covers; 0 for an empty chain
 * @param statement the exact text that is signed; its lines {@code seq …} and {@code hash …} name
 *     the end
 * @param signature armored SSHSIG
 * @param principal who claims to have signed
 */
record ChainHead(long seq, String hash, String statement, String signature, String principal) {

    private static final Pattern NAMED =
            Pattern.compile(
                    "(?s).*^seq ([0-9]{1,18})$.*^hash ([0-9a-f]{64})$.*", Pattern.MULTILINE);

    static ChainHead of(JsonNode head) {
        return new ChainHead(
                head.path("seq").asLong(0),
                head.path("hash").asString(""),
                head.path("statement").asString(""),
                head.path("signature").asString(""),
                head.path("principal").asString(""));
    }

    /** Whether the statement is about the end that the fields beside it name. */
    boolean isAboutItsEnd() {
        Matcher named = NAMED.matcher(statement);
        return named.matches()
                && named.group(1).equals(Long.toString(seq))
                && named.group(2).equals(hash);
    }
}
