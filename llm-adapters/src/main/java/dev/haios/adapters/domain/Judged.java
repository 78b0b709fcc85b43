package dev.haios.adapters.domain;

/** A text whose domain is known, and what a model that had not seen it found in it. */
record Judged(Example example, Evidence evidence) {

    boolean right() {
        return answer().equals(example.domain());
    }

    double confidence() {
        return evidence.best().confidence();
    }

    String answer() {
        return evidence.best().domain();
    }
}
