package dev.haios.adapters.domain;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Says which of sixteen domains a text is about, or that it cannot tell. Needs no network and no
 * weights but the few megabytes in the jar; one text takes well under a millisecond. Thread-safe.
 */
public final class DomainClassifier {

    /** How many domains there are. */
    public static final int DOMAINS = 16;

    /**
     * Below this it abstains. In cross-validation this leaves about one text in twenty unanswered
     * and names the right domain for nine in ten of the others; see {@code
     * docs/domain-classifier.md} for the whole curve.
     */
    static final double LEAST_CONFIDENCE = 0.4;

    private static final String RESOURCE = "domain.model";

    private final DomainModel model;

    DomainClassifier(DomainModel model) {
        this.model = model;
    }

    /**
     * The classifier trained when this jar was built.
     *
     * @throws IllegalStateException if the build left the model out
     */
    public static DomainClassifier load() {
        try (InputStream stream = DomainClassifier.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return new DomainClassifier(DomainModel.read(new BufferedInputStream(stream)));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /**
     * Judges a text of any length; only its beginning of some thousand words counts.
     *
     * @param topK how many domains to list, 1 to {@value #DOMAINS}
     */
    public Classification classify(String text, int topK) {
        var evidence = model.evidence(text);
        boolean abstained = !evidence.suffices(LEAST_CONFIDENCE);
        return new Classification(
                abstained ? null : evidence.best().domain(),
                evidence.best().confidence(),
                evidence.scores().subList(0, Math.min(topK, DOMAINS)),
                abstained);
    }
}
