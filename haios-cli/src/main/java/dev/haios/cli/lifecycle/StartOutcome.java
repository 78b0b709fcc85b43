package dev.haios.cli.lifecycle;

import java.util.List;

/** What became of one service during {@code haios up}. */
sealed interface StartOutcome {

    /** The service answers; {@code pid} is 0 when the system does not tell whose it is. */
    sealed interface Up extends StartOutcome {
        long pid();

        /** ok or degraded. */
        String health();
    }

    /** It ran before; {@code outdated} when it was started here from an earlier build. */
    record AlreadyUp(long pid, String health, boolean outdated) implements Up {}

    /** It was started and answers; {@code seconds} until it did. */
    record Started(long pid, String health, double seconds) implements Up {}

    /**
     * It does not answer.
     *
     * @param pid of the process that was started and still runs; 0 when none does
     * @param log the last lines it wrote
     */
    record Failed(String reason, long pid, List<String> log) implements StartOutcome {}
}
