package dev.haios.contracts.schema;

import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads RFC 3339 text only: a bare number says neither its unit nor its zone. */
final class InstantReader extends StdDeserializer<Instant> {

    InstantReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return context.reportInputMismatch(
                    this, "must be a timestamp such as 2026-01-31T12:00:00Z");
        }
        try {
            return Instant.parse(parser.getString());
        } catch (DateTimeException wrong) {
            return context.reportInputMismatch(
                    this,
                    "must be a timestamp such as 2026-01-31T12:00:00Z: %s",
                    wrong.getMessage());
        }
    }
}
