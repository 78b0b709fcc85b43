package dev.haios.contracts.schema;

import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads RFC 3339 text in UTC only: a bare number says neither its unit nor its zone, and one form
 * is enough for machines.
 */
final class InstantReader extends StdDeserializer<Instant> {

    InstantReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getString() : "";
        try {
            return Wire.instant(text);
        } catch (IllegalArgumentException wrong) {
            return context.reportInputMismatch(this, "%s", wrong.getMessage());
        }
    }
}
