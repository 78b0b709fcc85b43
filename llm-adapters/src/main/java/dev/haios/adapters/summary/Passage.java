package dev.haios.adapters.summary;

import org.jspecify.annotations.Nullable;

/**
 * One contribution to what is summarised: a message of a thread, or the whole of a text.
 *
 * @param speaker written before what is kept of it; null for a plain text
 * @param text what was said
 * @param pinned whether all of it must be kept word for word
 */
public record Passage(@Nullable String speaker, String text, boolean pinned) {

    /** A text that nobody in particular says. */
    public static Passage of(String text) {
        return new Passage(null, text, false);
    }
}
