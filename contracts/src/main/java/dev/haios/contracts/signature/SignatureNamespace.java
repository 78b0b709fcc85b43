package dev.haios.contracts.signature;

/**
 * What a signature is for. SSHSIG binds the namespace into the signed bytes, so that a signature
 * given for one purpose is worth nothing for another; {@code allowed_signers} grants them per key.
 */
public final class SignatureNamespace {
    /** A plan handed to the engine. */
    public static final String PLAN = "plan";

    /** A file that a task produced. */
    public static final String ARTIFACT = "artifact";

    /** A run's snapshot of inputs, code and outputs. */
    public static final String SNAPSHOT = "snapshot";

    /** Saved state that a later run resumes from. */
    public static final String STATE = "state";

    /** A routing receipt, or the head of the chain of receipts. */
    public static final String RECEIPT = "receipt";

    private SignatureNamespace() {}
}
