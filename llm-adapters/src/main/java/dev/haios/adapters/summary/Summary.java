package dev.haios.adapters.summary;

/**
 * What is left of a longer text.
 *
 * @param text the kept sentences in their order
 * @param tokens of {@code text}, estimated
 * @param kept how many sentences were kept
 * @param of how many sentences there were
 */
public record Summary(String text, int tokens, int kept, int of) {}
