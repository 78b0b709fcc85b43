package dev.haios.contracts.eviction;

/** How an eviction ended. */
public enum EvictionOutcome {
    /** It was done by this call. */
    EVICTED,
    /** It was done by an earlier call. */
    ALREADY_DONE,
    /** A heartbeat arrived first; nothing changed. */
    BEAT_WON,
    /** The service is not silent for long enough; nothing changed. */
    NOT_DUE,
    /** The mass-expiry guard holds it for a sweep; nothing changed. */
    HELD,
    /** There is no such service and there was none. */
    UNKNOWN
}
