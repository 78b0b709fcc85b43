package dev.haios.contracts.signature;

import java.time.Instant;

/**
 * What {@link SignatureVerifier} found: {@link Valid}, or a {@link Refusal} whose kind says at
 * which check the signature fell. Only {@link Valid} permits anything; there is no partial trust.
 */
public sealed interface Verdict {

    /** One sentence for a person, without a final full stop and without secrets. */
    String detail();

    /**
     * The bytes are exactly what an allowed signer signed, for this namespace, at an allowed time.
     *
     * @param principal the principal that was asked for; when none was, the principals of the entry
     *     that matched, as written there (which may be a list with wildcards)
     * @param fingerprint of the signing key, {@code SHA256:…}
     */
    record Valid(String principal, String fingerprint) implements Verdict {
        @Override
        public String detail() {
            return "signed by " + principal + " with " + fingerprint;
        }
    }

    /** Why a signature is not accepted. */
    sealed interface Refusal extends Verdict {}

    /** Not an SSHSIG signature of a kind we read: armor, encoding, version, key or hash type. */
    record Malformed(String detail) implements Refusal {}

    /** Given for, or by a key allowed for, another purpose than the one asked for. */
    record WrongNamespace(String detail) implements Refusal {}

    /** The signature does not fit these bytes: message or signature was altered. */
    record BadSignature(String detail) implements Refusal {}

    /** The key was withdrawn; this wins over everything that allows it. */
    record Revoked(String detail) implements Refusal {}

    /** No entry of the allowed signers names the key. */
    record UnknownSigner(String detail) implements Refusal {}

    /** The key is known, but not as the principal asked for. */
    record WrongPrincipal(String detail) implements Refusal {}

    /** The key's validity has ended. {@code validBefore} is the last second it was good for. */
    record Expired(String detail, Instant validBefore) implements Refusal {}

    /** The key's validity has yet to begin, at {@code validAfter}. */
    record NotYetValid(String detail, Instant validAfter) implements Refusal {}
}
