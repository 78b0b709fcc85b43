package dev.haios.contracts.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads RFC 3339 text in UTC only: a bare number says neither its unit nor its zone, and one form
 * is enough for machines.
 */
final class InstantReader extends StdDeserializer<Instant> {

    private static final Pattern SHAPE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-2]\\d:[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z");
    private static final String EXPECTED =
            "must be a timestamp in UTC such as 2026-01-31T12:00:00Z";

    InstantReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getString() : "";
        if (!SHAPE.matcher(text).matches()) {
            return context.reportInputMismatch(this, EXPECTED);
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException wrong) {
            return context.reportInputMismatch(this, "%s: %s", EXPECTED, wrong.getMessage());
        }
    }
}
