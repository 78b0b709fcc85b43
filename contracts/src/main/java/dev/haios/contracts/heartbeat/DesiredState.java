package dev.haios.contracts.heartbeat;

/** What an operator wants a service to do; it learns of it in the answer to its next heartbeat. */
public enum DesiredState {
    /** Work. */
    RUN,
    /** Take no new work until told otherwise. */
    PAUSE,
    /** Stop and start again. */
    RESTART,
    /** Stop. */
    STOP
}
