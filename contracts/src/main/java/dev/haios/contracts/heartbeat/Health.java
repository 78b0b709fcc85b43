package dev.haios.contracts.heartbeat;

/** Whether a service can do its work, best first. */
public enum Health {
    /** It can. */
    OK,
    /** It can, slower or only in part. */
    DEGRADED,
    /** It cannot, or has not been heard of for too long. */
    DOWN
}
