package dev.haios.contracts.model;

import dev.haios.contracts.schema.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that a call used, each 0 to 1,000,000,000.
 *
 * @param tokensIn sent
 * @param tokensOut received
 * @param estimated true when we counted because the provider did not say
 */
public record Usage(long tokensIn, long tokensOut, @Nullable Boolean estimated) {

    /** Checks the bounds. */
    public Usage {
        Bounds.range("tokens_in", tokensIn, 0, 1_000_000_000);
        Bounds.range("tokens_out", tokensOut, 0, 1_000_000_000);
    }

    /** What we counted ourselves. */
    public static Usage estimated(long tokensIn, long tokensOut) {
        return new Usage(tokensIn, tokensOut, true);
    }
}
