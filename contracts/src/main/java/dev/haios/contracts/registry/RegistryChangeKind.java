package dev.haios.contracts.registry;

/** What happened to a service. */
public enum RegistryChangeKind {
    /** It is new. */
    REGISTERED,
    /** It registered again. */
    REFRESHED,
    /** It is gone. */
    DEREGISTERED,
    /** Its health or activity changed. */
    STATUS_CHANGED,
    /** It was promoted or demoted. */
    ROLE_CHANGED,
    /** An operator wants something else of it. */
    DESIRED_STATE_CHANGED,
    /** Its load figures changed; sent at most once a second per service. */
    LOAD
}
