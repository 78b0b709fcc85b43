package dev.haios.contracts.registry;

/** The stage of trust a service works at; routing asks for it by name. */
public enum ServiceRole {
    /** May take any work. */
    PRODUCTION,
    /** Being proven before production. */
    STAGING,
    /** Takes a small share of production work. */
    CANARY,
    /** Takes work only when asked for. */
    EXPERIMENTAL,
    /** Hands work to others rather than doing it. */
    COORDINATOR
}
