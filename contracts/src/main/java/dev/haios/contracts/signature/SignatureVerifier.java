package dev.haios.contracts.signature;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says whether bytes were signed by somebody who may: the same question as {@code ssh-keygen -Y
 * verify}, with the same answer, but told apart by reason. Immutable and safe to share between
 * threads; it holds the signers and revocations as they were when it was made.
 *
 * <p>Verify first and parse the same bytes afterwards; reading the file again in between would let
 * it change.
 */
public final class SignatureVerifier {
    private final AllowedSigners signers;
    private final RevokedKeys revoked;

    public SignatureVerifier(AllowedSigners signers, RevokedKeys revoked) {
        this.signers = signers;
        this.revoked = revoked;
    }

    /**
     * Checks the armored text of a {@code .sig} file. Never throws for what the signature holds.
     *
     * @param namespace one of {@link SignatureNamespace}, which the signature must have been made
     *     for
     * @param principal who must have signed; null accepts any allowed signer
     * @param at when the key must have been good: for a fresh signature now, for an old one the
     *     time at which it is known to have existed (to the second)
     */
    public Verdict verify(
            byte[] message,
            String armoredSignature,
            String namespace,
            @Nullable String principal,
            Instant at) {
        try {
            byte[] blob = Armor.SIGNATURE.unwrap(armoredSignature);
            return verify(message, blob, namespace, principal, at);
        } catch (SshFormatException e) {
            return malformed(e);
        }
    }

    /** The same for a raw SSHSIG blob, as {@link SigningKey#sign} returns it. */
    public Verdict verify(
            byte[] message,
            byte[] signatureBlob,
            String namespace,
            @Nullable String principal,
            Instant at) {
        SshSignature signature;
        try {
            signature = SshSignature.parse(signatureBlob);
        } catch (SshFormatException e) {
            return malformed(e);
        }
        if (!signature.namespace().equals(namespace)) {
            return new Verdict.WrongNamespace(
                    "signed for '" + signature.namespace() + "', not for '" + namespace + "'");
        }
        String fingerprint = signature.key().fingerprint();
        if (!signature.covers(message)) {
            return new Verdict.BadSignature(
                    "the message is not what key " + fingerprint + " signed");
        }
        if (revoked.contains(signature.key())) {
            return new Verdict.Revoked("key " + fingerprint + " is revoked");
        }
        return signers.judge(signature.key(), namespace, principal, at);
    }

    private static Verdict malformed(SshFormatException e) {
        return new Verdict.Malformed("not a signature we read: " + e.getMessage());
    }
}
