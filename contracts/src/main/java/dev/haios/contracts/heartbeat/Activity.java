package dev.haios.contracts.heartbeat;

/** What a service is busy with. Each of these implies that its health is ok. */
public enum Activity {
    /** Nothing to do. */
    IDLE,
    /** Has work and has not begun. */
    QUEUED,
    /** Working. */
    RUNNING,
    /** Waits for something other than a person. */
    BLOCKED,
    /** Waits for a person's decision. */
    WAITING_APPROVAL,
    /** Stopped on request, can go on. */
    PAUSED,
    /** Its last piece of work failed. */
    ERROR,
    /** Its last piece of work is finished. */
    DONE
}
