package dev.haios.gateway.upstream;

import java.io.IOException;

/** Takes a streamed answer piece by piece, on the thread that made the call. */
public interface StreamSink {

    /**
     * The first piece is about to come. From now on the service's answer is the answer.
     *
     * @throws IOException the client is gone
     */
    void begin() throws IOException;

    /**
     * One piece.
     *
     * @param data as the service wrote it
     * @throws IOException the client is gone
     */
    void chunk(String data) throws IOException;
}
