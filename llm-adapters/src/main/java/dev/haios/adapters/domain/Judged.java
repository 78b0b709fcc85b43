package dev.haios.adapters.domain;

/** A text whose domain is known, and what a model that had not seen it found in it. */
record Judged(Example example, Evidence evidence) {

    boolean right() {
        return answer().equals(example.domain());
    }

    double confidence() {
        return evidence.best().confidence();
    }

    /** The probability that the right domain was given. */
    double given() {
        return evidence.scores().stream()
                .filter(score -> score.domain().equals(example.domain()))
                .mapToDouble(DomainScore::confidence)
                .sum();
    }

    String answer() {
        return evidence.best().domain();
    }
}
