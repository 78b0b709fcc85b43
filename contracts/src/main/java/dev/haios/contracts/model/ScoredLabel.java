package dev.haios.contracts.model;

import dev.haios.contracts.schema.Bounds;

/**
 * One of the labels a classifier weighed.
 *
 * @param domain the label, at most 128 characters
 * @param confidence its probability, 0 to 1
 */
public record ScoredLabel(String domain, double confidence) {

    /** Checks the bounds. */
    public ScoredLabel {
        Bounds.name("domain", domain);
        Bounds.range("confidence", confidence, 0, 1);
    }
}
