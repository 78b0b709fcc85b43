package dev.haios.kit.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.springframework.http.HttpStatus;

/**
 * Reads a body: at most so many bytes, within a time, and holding in {@link HeldBytes} what is more
 * than a usual one. What is held grows with what has come, so that a client that announces much and
 * sends little takes nothing from others.
 */
public final class BodyReader {

    /** Most bodies are smaller and cost nothing but this buffer. */
    private static final int USUAL = 4096;

    /**
     * What a body made of nothing but the smallest objects takes as a tree, in times its bytes;
     * ordinary ones take 6.
     */
    private static final int TREE = 20;

    private final WebSettings settings;
    private final HeldBytes held;
    private final LargeBodies large;

    BodyReader(WebSettings settings, HeldBytes held, LargeBodies large) {
        this.settings = settings;
        this.held = held;
        this.large = large;
    }

    /** Makes something of a body. */
    @FunctionalInterface
    public interface Parsing<T> {
        T parse() throws IOException;
    }

    /**
     * Parses a body that was read, a large one in its turn.
     *
     * @throws ProblemException 503 when its turn does not come in time
     */
    public <T> T parse(byte[] body, Parsing<T> parsing) throws IOException {
        return large.inTurn(body.length, parsing);
    }

    /** A body of the usual limit; see {@link #read(InputStream, int)}. */
    byte[] read(InputStream in) throws IOException {
        return read(in, settings.maxBodyBytes());
    }

    /**
     * The whole body.
     *
     * @param most its largest size in bytes
     * @throws ProblemException 408 when it does not arrive in time, 413 when it is larger, 503 when
     *     there is no memory for it now
     */
    public byte[] read(InputStream in, int most) throws IOException {
        return read(in, most, TREE);
    }

    /**
     * The same for a body of which no tree is made.
     *
     * @param times its bytes that it takes in memory, in all
     */
    public byte[] read(InputStream in, int most, int times) throws IOException {
        byte[] buffer = new byte[Math.min(USUAL, most + 1)];
        long begun = System.nanoTime();
        int size = 0;
        for (int got = in.read(buffer);
                got >= 0;
                got = in.read(buffer, size, buffer.length - size)) {
            size += got;
            if (size > most) {
                throw ProblemException.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "body-too-large",
                        "The body is larger than " + most + " bytes.");
            }
            if (size == buffer.length) {
                buffer = Arrays.copyOf(buffer, grown(size, most));
            }
            if (System.nanoTime() - begun > settings.bodyTimeout().toNanos()) {
                throw ProblemException.of(
                        HttpStatus.REQUEST_TIMEOUT,
                        "body-too-slow",
                        "The body did not arrive within "
                                + settings.bodyTimeout().toMillis()
                                + " ms.");
            }
        }
        if (size > USUAL) {
            // Only now: a body that comes slowly must not take the place of a tree meanwhile.
            held.hold((long) size * times);
        }
        return size == buffer.length ? buffer : Arrays.copyOf(buffer, size);
    }

    private int grown(int size, int most) {
        int to = (int) Math.min(size * 2L, most + 1L);
        held.hold(to - size);
        return to;
    }
}
