package dev.haios.gateway.costs;

import java.nio.charset.StandardCharsets;

/**
 * Tokens guessed from the length of a text, for when a provider does not count: a token of the
 * models of today is about four bytes of JSON. What rests on it is marked as estimated.
 */
public final class TokenEstimate {

    private static final int BYTES_PER_TOKEN = 4;

    private TokenEstimate() {}

    public static long of(String text) {
        return ofBytes(text.getBytes(StandardCharsets.UTF_8).length);
    }

    /** At least one for anything that is there at all. */
    public static long ofBytes(long bytes) {
        return (bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
    }
}
