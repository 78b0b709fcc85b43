package dev.haios.contracts.routing;

/** Where a service runs. */
public enum Tier {
    /** On our own machines. */
    LOCAL,
    /** At a provider's, usually for money. */
    EXTERNAL
}
