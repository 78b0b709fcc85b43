package dev.haios.adapters.remote;

import dev.haios.adapters.backend.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why one try did not bring an answer. */
sealed interface Trouble {

    /** The provider said no. */
    record SaidNo(Refusal refusal) implements Trouble {}

    /** It could not be reached; it has done nothing. */
    record Unreachable() implements Trouble {}

    /** The connection ended before an answer began; what came of the request is not known. */
    record Dropped() implements Trouble {}

    /** The answer ended before its end, or was not to be understood. */
    record BrokenOff(String detail) implements Trouble {}

    /** It took too long. */
    record Late() implements Trouble {}

    /** As callers of this adapter see it, without the key and without the prompt. */
    default Answer.Failed failure(Provider provider) {
        var name = provider.name();
        return switch (this) {
            case Unreachable() ->
                    new Answer.Failed(
                            new Answer.Failure.ProviderDown(null),
                            name + " cannot be reached at " + provider.baseUrl() + ".");
            case Dropped() ->
                    new Answer.Failed(
                            new Answer.Failure.ProviderDown(null),
                            name + " closed the connection without an answer.");
            case BrokenOff(var detail) ->
                    new Answer.Failed(new Answer.Failure.BrokenOff(), name + ": " + detail + ".");
            case Late() ->
                    new Answer.Failed(
                            new Answer.Failure.DeadlinePassed(), name + " did not answer in time.");
            case SaidNo(var refusal) -> said(refusal, provider);
        };
    }

    private static Answer.Failed said(Refusal refusal, Provider provider) {
        var name = provider.name();
        var shown = provider.key().hiddenIn(refusal.message());
        var message = shown.length() > 500 ? shown.substring(0, 500) : shown;
        return switch (refusal.kind()) {
            case REQUEST, PARAMETER ->
                    new Answer.Failed(
                            new Answer.Failure.Refused(refusal.param()),
                            name + " refuses the request: " + message);
            case TOO_LONG ->
                    new Answer.Failed(
                            new Answer.Failure.TooLong(provider.card().maxCharacters()),
                            name
                                    + " finds the conversation too long for "
                                    + provider.card().model()
                                    + ".");
            case SHUT_OUT ->
                    // Its message may hold parts of the key, which no filter finds.
                    new Answer.Failed(
                            new Answer.Failure.ShutOut(),
                            name
                                    + " does not let us in: look after the key ("
                                    + provider.keyName()
                                    + "), its rights, the account's credit and the model "
                                    + provider.card().model()
                                    + ".");
            case RATE ->
                    new Answer.Failed(
                            new Answer.Failure.RateLimited(refusal.after()),
                            name + " asks us to send less.");
            case DOWN ->
                    new Answer.Failed(
                            new Answer.Failure.ProviderDown(refusal.after()), name + " failed.");
        };
    }

    /** How long the provider asked us to wait; null when it did not. */
    default @Nullable Duration after() {
        return this instanceof SaidNo(var refusal) ? refusal.after() : null;
    }
}
