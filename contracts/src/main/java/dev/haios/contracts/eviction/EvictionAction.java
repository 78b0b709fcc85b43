package dev.haios.contracts.eviction;

/** How far a silent service is removed. */
public enum EvictionAction {
    /** It stays known and is offered to nobody. */
    MARK_DOWN,
    /** It is forgotten. */
    DEREGISTER
}
