package dev.haios.adapters.backend;

import dev.haios.contracts.model.UpstreamReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a piece of work ended. */
public sealed interface Answer {

    /**
     * It is done.
     *
     * @param reply the whole answer, also when it was streamed
     * @param finish why it ended where it did
     */
    record Done(UpstreamReply reply, Finish finish) implements Answer {}

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

        /** The backend lacks what it needs to work at all, a key for instance. */
        record NotConfigured() implements Failure {}

        /** The provider does not let us in: wrong key, no right, no credit, no such model. */
        record ShutOut() implements Failure {}

        /**
         * The provider asks us to wait.
         *
         * @param after how long; null when it did not say
         */
        record RateLimited(@Nullable Duration after) implements Failure {}

        /**
         * The provider failed, or could not be reached.
         *
         * @param after how long it asks us to wait; null when it did not say
         */
        record ProviderDown(@Nullable Duration after) implements Failure {}

        /**
         * The provider finds fault with the request itself: no other try will do better.
         *
         * @param param the member that is wrong, if it said so
         */
        record Refused(@Nullable String param) implements Failure {}

        /**
         * The caller of the mock asked for a failure.
         *
         * @param status HTTP status, 400 to 599
         */
        record Scripted(int status) implements Failure {}
    }
}
