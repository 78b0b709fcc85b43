package dev.haios.gateway.seal;

/**
 * An end of the chain.
 *
 * @param seq of the last receipt; 0 before the first
 * @param hash of that receipt; 64 zeros before the first
 */
public record ChainEnd(long seq, String hash) {

    /** Before the first receipt. */
    public static final ChainEnd START = new ChainEnd(0, "0".repeat(64));
}
