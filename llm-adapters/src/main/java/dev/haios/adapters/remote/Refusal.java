package dev.haios.adapters.remote;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a provider says no.
 *
 * @param message in its own words; may quote the key, so it goes nowhere unfiltered
 * @param param the member of the chat request it means, if it says so
 * @param after how long to wait, where the body says it
 */
public record Refusal(Kind kind, String message, @Nullable String param, @Nullable Duration after) {

    /** What there is to do about it. */
    public enum Kind {
        /** Nothing here: the request is wrong. */
        REQUEST,
        /** Leave the parameter out and ask again. */
        PARAMETER,
        /** Shorten the conversation. */
        TOO_LONG,
        /** A person must look after key, right, credit or model. */
        SHUT_OUT,
        /** Wait. */
        RATE,
        /** Try again, here or elsewhere. */
        DOWN
    }

    public static Refusal of(Kind kind, String message) {
        return new Refusal(kind, message, null, null);
    }

    /** What the status alone says. */
    public static Kind kind(int status) {
        return switch (status) {
            case 401, 402, 403, 404 -> Kind.SHUT_OUT;
            case 429 -> Kind.RATE;
            case 413 -> Kind.TOO_LONG;
            case 408 -> Kind.DOWN;
            default -> status >= 400 && status < 500 ? Kind.REQUEST : Kind.DOWN;
        };
    }
}
