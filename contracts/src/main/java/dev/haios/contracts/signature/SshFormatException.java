package dev.haios.contracts.signature;

/**
 * A key, an allowed-signers line or a revocation line that is not what OpenSSH writes, or a kind of
 * it that HAIOS does not use. The message names the place (file or line) and what to do about it;
 * it never quotes private key material. Broken <em>signatures</em> are not reported this way:
 * {@link SignatureVerifier} answers {@link Verdict.Malformed} for them.
 */
public final class SshFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    SshFormatException(String message) {
        super(message);
    }

    /** The same complaint, prefixed with where it was found. */
    SshFormatException at(String place) {
        SshFormatException located = new SshFormatException(place + ": " + getMessage());
        located.initCause(this);
        return located;
    }
}
