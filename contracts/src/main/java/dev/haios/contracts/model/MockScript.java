package dev.haios.contracts.model;

import dev.haios.contracts.schema.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * How the mock model is to behave, so that callers can be tested against slow, broken and refusing
 * models. Every other model ignores it.
 *
 * @param delayMs milliseconds before the answer, 0 to 600,000
 * @param status answer with this HTTP status instead, 400 to 599
 * @param chunks how many pieces a stream has, 1 to 1000
 * @param failAfterChunks break the stream off after so many pieces, 0 to 1000
 */
public record MockScript(
        @Nullable Integer delayMs,
        @Nullable Integer status,
        @Nullable Integer chunks,
        @Nullable Integer failAfterChunks) {

    /** Nothing out of the ordinary. */
    public static final MockScript NONE = new MockScript(null, null, null, null);

    /** Checks the bounds. */
    public MockScript {
        Bounds.range("delay_ms", delayMs, 0, 600_000);
        Bounds.range("status", status, 400, 599);
        Bounds.range("chunks", chunks, 1, 1000);
        Bounds.range("fail_after_chunks", failAfterChunks, 0, 1000);
    }
}
