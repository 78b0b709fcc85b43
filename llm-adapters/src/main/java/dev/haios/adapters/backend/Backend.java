package dev.haios.adapters.backend;

import org.jspecify.annotations.Nullable;

/** Something that does a model's work, here or elsewhere. Used by many threads at once. */
public interface Backend {

    /** What it is and what it can do now. */
    ModelCard card();

    /** Why it cannot be used at the moment, for people; null when it can. */
    default @Nullable String obstacle() {
        return null;
    }

    /** Whether it takes messages that are more than text: pictures, tools and their results. */
    default boolean converses() {
        return false;
    }

    /**
     * Does the work on the calling thread and returns when it is done or has failed.
     *
     * @param work asks for a capability that is on the {@link #card}
     * @param chunks takes the answer's text piece by piece as it comes into being, if it is a text;
     *     the pieces make up the text of the reply
     */
    Answer answer(Work work, ChunkSink chunks);
}
