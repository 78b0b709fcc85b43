package dev.haios.router.version;

/** Why answers could differ from now on. */
public enum Change {
    /** This service started. */
    START,
    /** The whole fleet was read anew from the registry. */
    RELOAD,
    /**
     * A service came, went, or changed what it offers, its health, its role or its availability.
     */
    MEMBERSHIP,
    /** The matrix was replaced. */
    MATRIX,
    /** The registry went out of reach, or is followed again: answers say so. */
    CONTACT,
    /** Services that can stand in for each other changed places. */
    ORDER
}
