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
     * Length of a text's vector when it is judged; it was 1 in training. Regularisation makes the
     * trained probabilities too timid, and lengthening the vector sharpens them without changing
     * the order. At this length the log-likelihood of cross-validation is highest and of the
     * answers given with 0.8 about four in five are right, see {@code docs/domain-classifier.md}.
     */
    private static final double SHARPNESS = 3.0;

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
        var vector = weights.vector(example.features(), SHARPNESS);
        var probabilities = maxent.eval(vector.names(), vector.values());
        List<DomainScore> scores = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            scores.add(new DomainScore(maxent.getOutcome(i), probabilities[i]));
        }
        scores.sort(
                Comparator.comparingDouble(DomainScore::confidence)
                        .reversed()
                        .thenComparing(DomainScore::domain));
        return new Evidence(scores, familiarity(example));
    }

    private double familiarity(Example example) {
        var words = example.features().keySet().stream().filter(Features::isWord).toList();
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
