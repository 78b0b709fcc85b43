package dev.haios.contracts.schema;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Cuts a value out of the body by the parser's byte offsets. */
final class RawJsonReader extends StdDeserializer<RawJson> {

    RawJsonReader() {
        super(RawJson.class);
    }

    @Override
    public RawJson deserialize(JsonParser parser, DeserializationContext context) {
        byte[] source = (byte[]) context.getAttribute(RawJson.SOURCE);
        int start = (int) parser.currentTokenLocation().getByteOffset();
        // A body in UTF-16 or a buffered token stream has no usable byte offsets.
        if (source == null || start < 0) {
            return new RawJson(context.readTree(parser).toString());
        }
        parser.skipChildren();
        // Strings are scanned lazily: without this the end would still be the start.
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        return new RawJson(decode(ByteBuffer.wrap(source, start, end - start), context).strip());
    }

    /** The parser skips text without decoding it, so broken UTF-8 shows only here. */
    private String decode(ByteBuffer utf8, DeserializationContext context) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException broken) {
            return context.reportInputMismatch(this, "must be valid UTF-8");
        }
    }

    /** An explicit null is a value like any other; only a missing member is none. */
    @Override
    public Object getNullValue(DeserializationContext context) {
        return new RawJson("null");
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
        return null;
    }
}
