package dev.haios.adapters.domain;

import java.util.List;

/**
 * What the model finds in a text.
 *
 * @param scores all domains with their probabilities, likeliest first; they sum to 1
 * @param familiarity share of the text's different words that the model has seen, 0 to 1
 */
record Evidence(List<DomainScore> scores, double familiarity) {

    /**
     * Three in a thousand texts of the known domains are below this in cross-validation; other
     * languages and keyboard noise are, whose few known words would otherwise speak for the whole.
     */
    private static final double LEAST_FAMILIARITY = 0.5;

    Evidence {
        scores = List.copyOf(scores);
    }

    DomainScore best() {
        return scores.getFirst();
    }

    /** Whether this is enough to name a domain, given the least confidence asked for. */
    boolean suffices(double leastConfidence) {
        return best().confidence() >= leastConfidence && familiarity >= LEAST_FAMILIARITY;
    }
}
