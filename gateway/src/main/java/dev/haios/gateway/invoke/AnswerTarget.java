package dev.haios.gateway.invoke;

import dev.haios.contracts.schema.RawJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A client that takes a streamed answer, in its own language. */
public interface AnswerTarget {

    /**
     * The first piece is about to come.
     *
     * @throws IOException the client is gone
     */
    void begin() throws IOException;

    /**
     * One piece.
     *
     * @param data as the service wrote it
     * @return bytes of the answer in it, from which tokens are estimated
     * @throws IOException the client is gone
     */
    long chunk(String data) throws IOException;

    /** What a piece said about the whole answer, as {@code usage}; null when none did. */
    @Nullable RawJson facts();
}
