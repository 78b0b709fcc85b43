package dev.haios.contracts.invoke;

import dev.haios.contracts.schema.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * What our own models answer.
 *
 * @param confidence in the label, 0 to 1
 * @param backend what really did the work
 */
public record UpstreamReply(
        @Nullable String text,
        @Nullable String label,
        @Nullable Double confidence,
        @Nullable Usage usage,
        @Nullable ModelConfig modelConfig,
        String backend) {

    /** Checks the bounds. */
    public UpstreamReply {
        Bounds.range("confidence", confidence, 0, 1);
    }
}
