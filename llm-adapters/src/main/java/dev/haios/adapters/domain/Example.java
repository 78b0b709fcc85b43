package dev.haios.adapters.domain;

import java.util.Map;

/**
 * One text of the training set.
 *
 * @param domain the domain a person gave it
 * @param text as it was written
 * @param features what the model sees of it
 */
record Example(String domain, String text, Map<String, Double> features) {

    Example(String domain, String text) {
        this(domain, text, Features.of(text));
    }
}
