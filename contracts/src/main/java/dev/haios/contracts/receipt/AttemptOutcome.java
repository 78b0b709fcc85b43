package dev.haios.contracts.receipt;

/** How one try at one service ended. */
public enum AttemptOutcome {
    /** It answered. */
    OK,
    /** It could not be reached. */
    CONNECT_FAILED,
    /** It took longer than this try was given. */
    TIMEOUT,
    /** It answered 429. */
    RATE_LIMITED,
    /** It answered with another status of 400 to 499. */
    REFUSED,
    /** It answered with a status of 500 or more. */
    UPSTREAM_ERROR,
    /** Its answer broke off or was not what it should be. */
    BAD_REPLY,
    /** It was not called: it failed too often lately. */
    CIRCUIT_OPEN,
    /** It was not called: too many calls to it are under way. */
    OVERLOADED,
    /** The caller went away. */
    CANCELLED
}
