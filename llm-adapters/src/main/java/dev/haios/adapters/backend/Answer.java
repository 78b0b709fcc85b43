package dev.haios.adapters.backend;

import dev.haios.contracts.model.UpstreamReply;

/** How a piece of work ended. */
public sealed interface Answer {

    /**
     * It is done.
     *
     * @param reply the whole answer, also when it was streamed
     * @param complete false when the answer was cut at the most tokens allowed
     */
    record Done(UpstreamReply reply, boolean complete) implements Answer {}

    /**
     * It failed; what was streamed before is worthless.
     *
     * @param detail one sentence for the caller
     */
    record Failed(Failure failure, String detail) implements Answer {}

    /** Why a backend could not do its work. */
    sealed interface Failure {

        /** The text is longer than the backend takes. */
        record TooLong(int maxCharacters) implements Failure {}

        /** It was not done before the caller's deadline. */
        record DeadlinePassed() implements Failure {}

        /** The answer broke off. */
        record BrokenOff() implements Failure {}

        /**
         * The caller of the mock asked for a failure.
         *
         * @param status HTTP status, 400 to 599
         */
        record Scripted(int status) implements Failure {}
    }
}
