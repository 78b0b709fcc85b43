package dev.haios.gateway.upstream;

import dev.haios.contracts.schema.RawJson;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.web.HeldBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads a whole answer: bounded, UTF-8, one JSON value, kept as it was written. */
final class ReplyBody {

    /** Most answers are smaller and cost nothing but this buffer. */
    private static final int USUAL = 16 * 1024;

    /** As text, and on its way out, beside its bytes. */
    private static final int TEXT = 4;

    private ReplyBody() {}

    /** The answer cannot be used; the message says why, without quoting it. */
    static final class Unusable extends IOException {
        Unusable(String reason) {
            super(reason);
        }
    }

    /** There is no memory for the answer now, whatever it says. */
    static final class NoRoom extends IOException {
        NoRoom() {
            super("its answer is larger than what there is memory for now");
        }
    }

    /**
     * The answer; null for an empty one.
     *
     * @param announced its length as its header says, or a negative number
     */
    static @Nullable RawJson read(InputStream in, long announced, int maxBytes, HeldBytes held)
            throws IOException {
        if (announced > maxBytes) {
            throw tooLarge(maxBytes);
        }
        // One more, so that its end is met, which gives the connection back.
        int first = (int) Math.min(announced >= 0 ? announced + 1 : USUAL, maxBytes);
        var bytes = bytes(in, first, maxBytes, held);
        return bytes.hasRemaining() ? json(decoded(bytes)) : null;
    }

    private static ByteBuffer bytes(InputStream in, int first, int maxBytes, HeldBytes held)
            throws IOException {
        if (first > USUAL) {
            hold(first, held);
        }
        byte[] buffer = new byte[first];
        int size = 0;
        for (int got = in.read(buffer);
                got >= 0;
                got = in.read(buffer, size, buffer.length - size)) {
            size += got;
            if (size < buffer.length) {
                continue;
            }
            if (size == maxBytes) {
                if (in.read() >= 0) {
                    throw tooLarge(maxBytes);
                }
                break;
            }
            int to = (int) Math.min(size * 2L, maxBytes);
            hold(to - size, held);
            buffer = Arrays.copyOf(buffer, to);
        }
        if (size > USUAL) {
            hold((long) size * TEXT, held);
        }
        return ByteBuffer.wrap(buffer, 0, size);
    }

    private static Unusable tooLarge(int maxBytes) {
        return new Unusable("the answer is larger than " + maxBytes + " bytes");
    }

    private static void hold(long bytes, HeldBytes held) throws NoRoom {
        if (!held.tryHold(bytes)) {
            throw new NoRoom();
        }
    }

    /** One JSON value as it was written. */
    static RawJson json(String text) throws Unusable {
        var value = text.strip();
        requireJson(value);
        return new RawJson(value);
    }

    private static String decoded(ByteBuffer bytes) throws Unusable {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new Unusable("the answer is not UTF-8");
        }
    }

    private static void requireJson(String text) throws Unusable {
        try (var parser = Wire.lenient().createParser(text)) {
            if (parser.nextToken() == null) {
                throw new Unusable("the answer is blank");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new Unusable("the answer is more than one JSON value");
            }
        } catch (JacksonException e) {
            throw new Unusable("the answer is not JSON");
        }
    }
}
