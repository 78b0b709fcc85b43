package dev.haios.contracts.routing;

/** What to prefer among services that all can do the work. */
public enum Preference {
    /** One on our own machines; another only when there is none. */
    LOCAL,
    /** The lowest price. */
    CHEAPEST,
    /** The lowest latency. */
    FASTEST,
    /** Price, latency and load weighed together. */
    BALANCED
}
