package dev.haios.adapters.domain;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import opennlp.tools.ml.maxent.io.BinaryQNModelWriter;
import opennlp.tools.ml.maxent.io.QNModelReader;
import opennlp.tools.ml.maxent.quasinewton.QNModel;
import opennlp.tools.ml.model.BinaryFileDataReader;

/** The trained model: feature weights and OpenNLP's maximum-entropy parameters. Immutable. */
final class DomainModel {

    /**
     * Length of the vector of a text of one word when it is judged, and what each e-fold of words
     * adds; it was 1 for all in training. Regularisation makes the trained probabilities too timid,
     * and lengthening the vector sharpens them without changing the order; many words that agree
     * are more to go by than few. These and {@link #DOUBT} are where the log-likelihood of texts
     * not trained on is about highest, so that a confidence is the share of right answers; see
     * {@code docs/domain-classifier.md}.
     */
    private static final double SHARPNESS = 2.25;

    private static final double SHARPNESS_OF_WORDS = 0.8;

    /** More words than these make no judgement better. */
    private static final int ENOUGH_WORDS = 12;

    /**
     * Share of every judgement that is left to all domains alike. However plain a text looks, it
     * may be about something else: of those the bare model is sure of to three decimals, one in
     * about two hundred is.
     */
    private static final double DOUBT = 0.01;

    private final FeatureWeights weights;
    private final QNModel maxent;

    DomainModel(FeatureWeights weights, QNModel maxent) {
        this.weights = weights;
        this.maxent = maxent;
    }

    /** Weighs a text, however long or short. */
    Evidence evidence(String text) {
        return evidence(new Example("", text));
    }

    Evidence evidence(Example example) {
        var words = example.features().keySet().stream().filter(Features::isWord).toList();
        var vector = weights.vector(example.features(), sharpness(words.size()));
        var probabilities = maxent.eval(vector.names(), vector.values());
        List<DomainScore> scores = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            double confidence = (1 - DOUBT) * probabilities[i] + DOUBT / probabilities.length;
            scores.add(new DomainScore(maxent.getOutcome(i), confidence));
        }
        scores.sort(
                Comparator.comparingDouble(DomainScore::confidence)
                        .reversed()
                        .thenComparing(DomainScore::domain));
        return new Evidence(scores, familiarity(words));
    }

    private static double sharpness(int words) {
        return SHARPNESS + SHARPNESS_OF_WORDS * Math.log(Math.clamp(words, 1, ENOUGH_WORDS));
    }

    private double familiarity(List<String> words) {
        return words.isEmpty()
                ? 0
                : (double) words.stream().filter(weights::knows).count() / words.size();
    }

    /** Writes the model; the same model always gives the same bytes. */
    void write(OutputStream stream) throws IOException {
        var out = new DataOutputStream(stream);
        weights.write(out);
        new BinaryQNModelWriter(maxent, out).persist();
    }

    /** Reads what {@link #write} wrote. */
    static DomainModel read(InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        var weights = FeatureWeights.read(in);
        var reader = new QNModelReader(new BinaryFileDataReader(in));
        reader.checkModelType();
        return new DomainModel(weights, reader.constructModel());
    }
}
