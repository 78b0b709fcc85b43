package dev.haios.contracts.work;

/** Where an agent stands in the tree. */
public enum AgentTier {
    /** Plans and delegates. */
    COORDINATOR,
    /** Keeps the fleet running. */
    SYSTEM,
    /** Does the work. */
    EXECUTION
}
