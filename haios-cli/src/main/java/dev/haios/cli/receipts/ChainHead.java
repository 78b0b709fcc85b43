package dev.haios.cli.receipts;

import tools.jackson.databind.JsonNode;

/**
 * The signed end of the chain.
 *
 * @param seq of the last receipt it covers; 0 for an empty chain
 * @param statement the exact text that is signed; it names seq and hash
 * @param signature armored SSHSIG
 * @param principal who claims to have signed
 */
record ChainHead(long seq, String hash, String statement, String signature, String principal) {

    static ChainHead of(JsonNode head) {
        return new ChainHead(
                head.path("seq").asLong(0),
                head.path("hash").asString(""),
                head.path("statement").asString(""),
                head.path("signature").asString(""),
                head.path("principal").asString(""));
    }
}
