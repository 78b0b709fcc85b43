package dev.haios.adapters.backend;

/** Takes the pieces of an answer in their order. */
@FunctionalInterface
public interface ChunkSink {

    /** For callers that want the whole answer only. */
    ChunkSink NONE = text -> {};

    /**
     * Hands one piece on.
     *
     * @throws java.io.UncheckedIOException when nobody listens any more; the backend lets it pass
     */
    void chunk(String text);
}
