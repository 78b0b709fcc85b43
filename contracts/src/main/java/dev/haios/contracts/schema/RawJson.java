package dev.haios.contracts.schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A JSON value kept as it was written: {@code 1.00}, {@code 12345678901234567890}, the order of
 * members and the whitespace inside it are not altered. It is verbatim when read through {@link
 * Wire#read}, or through any reader that carries the body under {@link #SOURCE}; without that it is
 * an equal value written anew.
 *
 * @param text one JSON value, without whitespace around it. This is not checked: whoever makes one
 *     by hand answers for it, whoever has bytes uses {@link Wire#readReply}
 */
@JsonDeserialize(using = RawJsonReader.class)
@JsonSerialize(using = RawJsonWriter.class)
public record RawJson(String text) {

    /**
     * The reader attribute that holds the whole body as a UTF-8 {@code byte[]}, to cut the value
     * from.
     */
    public static final String SOURCE = "dev.haios.raw-json-source";

    /** The raw form of a value of ours. */
    public static RawJson of(Object value) {
        return new RawJson(Wire.mapper().writeValueAsString(value));
    }

    /**
     * The value as a tree, read leniently: repeated members keep the last, nesting may reach 200.
     *
     * @throws tools.jackson.core.JacksonException if the text is not JSON
     */
    public JsonNode tree() {
        return Wire.honest(() -> Wire.lenient().readTree(text));
    }
}
