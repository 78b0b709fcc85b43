package dev.haios.contracts.receipt;

/** How a call ended, or that it has not. */
public enum ReceiptStatus {
    /** A streamed answer has begun and not ended. */
    OPEN,
    /** Answered. */
    OK,
    /** Every candidate failed. */
    ERROR,
    /** The gateway or the upstream went away in the middle of a streamed answer. */
    INTERRUPTED,
    /** Nothing registered matches. */
    NO_MATCH,
    /** Something matches, but nothing is available now. */
    NO_CANDIDATES,
    /** The caller's time was up. */
    DEADLINE,
    /** The budget does not allow it. */
    OVER_BUDGET
}
