package dev.haios.adapters.standin;

/** The ways in which a provider says no, and in which the adapters must tell them apart. */
public enum No {
    /** The key is wrong. */
    KEY,
    /** The account has no credit, or spent what it may. */
    CREDIT,
    /** Too many requests: wait. */
    RATE,
    /** Too many requests of all its customers. */
    OVERLOADED,
    /** It failed. */
    BROKEN,
    /** Something in the request is wrong. */
    REQUEST,
    /** The conversation is longer than the model's context. */
    TOO_LONG
}
