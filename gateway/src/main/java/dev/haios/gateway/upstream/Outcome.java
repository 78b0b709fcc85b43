package dev.haios.gateway.upstream;

import dev.haios.contracts.receipt.AttemptOutcome;
import dev.haios.contracts.schema.RawJson;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one try. */
public sealed interface Outcome {

    /** As the receipt calls it. */
    AttemptOutcome word();

    /** What the service answered, if it did. */
    @Nullable Integer httpStatus();

    /** For people; null when all is well. Never holds the payload. */
    @Nullable String detail();

    /**
     * It did the work.
     *
     * @param result its answer byte for byte; null when it had nothing to say
     */
    record Success(Integer httpStatus, @Nullable RawJson result) implements Outcome {
        @Override
        public AttemptOutcome word() {
            return AttemptOutcome.OK;
        }

        @Override
        public @Nullable String detail() {
            return null;
        }
    }

    /**
     * Somebody else may do better.
     *
     * @param retryAfter how long the service asked to be left alone
     * @param called whether the service was called at all, rather than held back from here
     */
    record Retryable(
            AttemptOutcome word,
            @Nullable Integer httpStatus,
            String detail,
            @Nullable Duration retryAfter,
            boolean called)
            implements Outcome {

        static Retryable of(AttemptOutcome word, String detail) {
            return new Retryable(word, null, detail, null, true);
        }

        static Retryable heldBack(AttemptOutcome word, String detail) {
            return new Retryable(word, null, detail, null, false);
        }
    }

    /**
     * Nobody else is to be tried: the request is wrong, the answer had begun, or nobody waits.
     *
     * @param answer what the service said about the request, for the caller only
     */
    record Final(
            AttemptOutcome word,
            @Nullable Integer httpStatus,
            String detail,
            @Nullable RawJson answer)
            implements Outcome {

        static Final of(AttemptOutcome word, String detail) {
            return new Final(word, null, detail, null);
        }
    }
}
