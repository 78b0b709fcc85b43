package dev.haios.adapters.backend;

import org.jspecify.annotations.Nullable;

/** Takes the pieces of an answer in their order. */
@FunctionalInterface
public interface ChunkSink {

    /** For callers that want the whole answer only. */
    ChunkSink NONE =
            new ChunkSink() {
                @Override
                public void chunk(String text) {}

                @Override
                public boolean wantsPieces() {
                    return false;
                }
            };

    /** Whether it is worth while to have the answer come in pieces. */
    default boolean wantsPieces() {
        return true;
    }

    /**
     * Hands one piece on.
     *
     * @throws ClientGone when nobody listens any more; the backend lets it pass
     */
    void chunk(String text);

    /**
     * Hands a piece of a tool call on.
     *
     * @param index which call of this answer, from 0
     * @param id given with its first piece
     * @param name of the tool, given with its first piece
     * @param arguments the next piece of the call's JSON, may be empty
     */
    default void toolCall(
            int index, @Nullable String id, @Nullable String name, String arguments) {}
}
