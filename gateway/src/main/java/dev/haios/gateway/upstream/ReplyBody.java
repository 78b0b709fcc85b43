package dev.haios.gateway.upstream;

import dev.haios.contracts.schema.RawJson;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads a whole answer: bounded, UTF-8, one JSON value, kept as it was written. */
final class ReplyBody {

    private ReplyBody() {}

    /** The answer cannot be used; the message says why, without quoting it. */
    static final class Unusable extends IOException {
        Unusable(String reason) {
            super(reason);
        }
    }

    /**
     * The answer; null for an empty one.
     *
     * @param announced its length as its header says, or a negative number
     */
    static @Nullable RawJson read(InputStream in, long announced, int maxBytes) throws IOException {
        // One more, so that its end is met, which gives the connection back.
        int most = announced >= 0 && announced < maxBytes ? (int) announced + 1 : maxBytes;
        byte[] bytes = in.readNBytes(most);
        if (bytes.length == maxBytes && in.read() >= 0) {
            throw new Unusable("the answer is larger than " + maxBytes + " bytes");
        }
        if (bytes.length == 0) {
            return null;
        }
        return json(decoded(bytes));
    }

    /** One JSON value as it was written. */
    static RawJson json(String text) throws Unusable {
        var value = text.strip();
        requireJson(value);
        return new RawJson(value);
    }

    private static String decoded(byte[] bytes) throws Unusable {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
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
