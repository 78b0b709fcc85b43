package dev.haios.kit.peers;

import dev.haios.contracts.problem.Problem;

/**
 * What became of a call to a peer; never an exception, because each of these is ordinary.
 *
 * @param <T> the body of a successful answer
 */
public sealed interface Reply<T> {

    /** Answered with a 2xx status. */
    record Answer<T>(T body) implements Reply<T> {}

    /** The peer refused; its problem body says why. */
    record Refused<T>(Problem problem) implements Reply<T> {

        public int status() {
            return problem.status();
        }
    }

    /**
     * No usable answer: not connected, timed out, broken, or a 5xx. Whether the peer acted is
     * unknown.
     */
    record Unreachable<T>(String reason) implements Reply<T> {}
}
