package dev.haios.adapters.remote;

import dev.haios.adapters.backend.Deadline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * The body of an answer, bounded in bytes and in time: a provider that sends a little now and then
 * passes every limit on silence. Not thread-safe.
 */
final class AnswerBody extends FilterInputStream {

    private final Deadline deadline;
    private int left;

    AnswerBody(InputStream in, int maxBytes, Deadline deadline) {
        super(in);
        this.deadline = deadline;
        this.left = maxBytes;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException("the answer is too large");
        }
        if (deadline.left().isNegative()) {
            throw new SocketTimeoutException("the caller no longer waits");
        }
    }
}
