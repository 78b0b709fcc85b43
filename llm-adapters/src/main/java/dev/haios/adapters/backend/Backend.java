package dev.haios.adapters.backend;

/** Something that does a model's work, here or elsewhere. Used by many threads at once. */
public interface Backend {

    /** What it is and what it can do; does not change while the process runs. */
    ModelCard card();

    /**
     * Does the work on the calling thread and returns when it is done or has failed.
     *
     * @param work asks for a capability that is on the {@link #card}
     * @param chunks takes the answer's text piece by piece as it comes into being, if it is a text;
     *     the pieces make up the text of the reply
     */
    Answer answer(Work work, ChunkSink chunks);
}
