package dev.haios.contracts.receipt;

import dev.haios.contracts.signature.SignatureNamespace;
import java.util.Optional;

/**
 * The signed end of the chain: {@code GET /receipts/head}. An empty chain has neither a statement
 * nor a signature.
 *
 * @param seq of the last receipt it covers; 0 for an empty chain
 * @param count how many receipts there have been
 * @param statement the exact text that is signed; what it says counts, the fields beside it are a
 *     convenience
 * @param signature armored SSHSIG
 * @param principal who claims to have signed
 * @param namespace what for
 */
public record ChainHead(
        long seq,
        String hash,
        long count,
        String statement,
        String signature,
        String principal,
        String namespace) {

    /** Who signs, as {@code ssh-keygen -I} names it. */
    public static final String PRINCIPAL = "gateway@haios";

    /** What for, as {@code ssh-keygen -n} names it. */
    public static final String NAMESPACE = SignatureNamespace.RECEIPT;

    /** The head that says so of this end; without statement and signature before the first. */
    public static ChainHead of(ChainEnd end, String statement, String signature) {
        return new ChainHead(
                end.seq(), end.hash(), end.seq(), statement, signature, PRINCIPAL, NAMESPACE);
    }

    /** Whether there is nothing to sign yet. */
    public boolean isEmpty() {
        return seq == 0 && statement.isEmpty();
    }

    /** Whether the statement is about the end that the fields beside it name. */
    public boolean isAboutItsEnd() {
        return ChainEnd.statedBy(statement).equals(Optional.of(new ChainEnd(seq, hash)));
    }
}
