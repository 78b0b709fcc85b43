package dev.haios.contracts.schema;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes the text of a {@link RawJson} as it is. */
final class RawJsonWriter extends StdSerializer<RawJson> {

    RawJsonWriter() {
        super(RawJson.class);
    }

    @Override
    public void serialize(RawJson value, JsonGenerator out, SerializationContext context) {
        out.writeRawValue(value.text());
    }
}
