package dev.haios.contracts.alert;

/** What an alert is about. */
public enum AlertType {
    /** A service missed heartbeats. */
    HEARTBEAT_MISS,
    /** A service that had missed heartbeats is back. */
    HEARTBEAT_RESTORED,
    /** So many services fell silent at once that the registry suspects itself. */
    MASS_EXPIRY
}
