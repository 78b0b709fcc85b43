package dev.haios.kit.access;

/** What a credential may do; each role may do all that the ones before it may. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Registers, beats, reserves, tracks, invokes, publishes, asks for approval. */
    AGENT,
    /** The fleet's own services: evicts, and the services' calls among themselves. */
    SERVICE,
    /** A person who runs the fleet: everything. */
    OPERATOR;

    /** Whether this role may do what {@code needed} may. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
