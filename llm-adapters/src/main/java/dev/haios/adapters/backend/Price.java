package dev.haios.adapters.backend;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs, in USD per 1,000 tokens; null where nobody has said.
 *
 * @param in per 1,000 tokens sent
 * @param out per 1,000 tokens received
 */
public record Price(@Nullable BigDecimal in, @Nullable BigDecimal out) {

    /** What runs on our own machines costs nothing per token. */
    public static final Price FREE = new Price(BigDecimal.ZERO, BigDecimal.ZERO);

    /** Nobody has said. */
    public static final Price UNKNOWN = new Price(null, null);

    /** The dearer direction, so that a single figure never promises too little; null if unknown. */
    public @Nullable BigDecimal most() {
        return in == null || out == null ? null : in.max(out);
    }
}
