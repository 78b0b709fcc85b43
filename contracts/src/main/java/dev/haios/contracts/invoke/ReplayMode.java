package dev.haios.contracts.invoke;

/** What to do with recorded results of deterministic calls. */
public enum ReplayMode {
    /** Record the result. */
    RECORD,
    /** Answer from the record when there is one. */
    REPLAY
}
