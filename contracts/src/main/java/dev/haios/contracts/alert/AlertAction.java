package dev.haios.contracts.alert;

/** What was done about missed heartbeats. */
public enum AlertAction {
    /** Nothing but this alert. */
    WARNING,
    /** The service is offered to nobody. */
    MARKED_DOWN,
    /** The service is forgotten. */
    DEREGISTERED
}
