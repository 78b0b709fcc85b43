package dev.haios.contracts.schema;

import java.math.BigDecimal;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes a decimal with all its digits and without an exponent. Very large or small scales keep the
 * exponent, or twelve characters of input ({@code 1e999999999}) would become a gigabyte of output.
 */
final class DecimalWriter extends StdSerializer<BigDecimal> {

    private static final int MAX_PLAIN_SCALE = 400;

    DecimalWriter() {
        super(BigDecimal.class);
    }

    @Override
    public void serialize(BigDecimal value, JsonGenerator out, SerializationContext context) {
        boolean plain = Math.abs((long) value.scale()) <= MAX_PLAIN_SCALE;
        out.writeNumber(plain ? value.toPlainString() : value.toString());
    }
}
