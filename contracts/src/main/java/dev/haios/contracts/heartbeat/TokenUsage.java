package dev.haios.contracts.heartbeat;

import dev.haios.contracts.schema.Bounds;

/**
 * How full an agent's context is.
 *
 * @param ctxUsed tokens in the context, 0 to 100,000,000; may exceed the limit for a moment
 * @param ctxLimit tokens it can hold, 1 to 100,000,000
 */
public record TokenUsage(int ctxUsed, int ctxLimit) {

    /** Checks the bounds. */
    public TokenUsage {
        Bounds.range("ctx_used", ctxUsed, 0, 100_000_000);
        Bounds.range("ctx_limit", ctxLimit, 1, 100_000_000);
    }
}
