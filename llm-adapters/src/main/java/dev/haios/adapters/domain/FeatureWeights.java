package dev.haios.adapters.domain;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much each feature tells: rare ones more than frequent ones (inverse document frequency), ones
 * that occur in few domains more than ones spread over all (entropy over the domains). Unknown
 * features weigh as much as one seen once, so that a text of unknown words stays uncertain.
 */
final class FeatureWeights {

    /** Both exponents were chosen by cross-validation, see {@code docs/domain-classifier.md}. */
    private static final double RARITY = 1.3;

    private static final double SPREAD_COST = 0.7;

    private final Map<String, Float> weights;
    private final float unknown;

    private FeatureWeights(Map<String, Float> weights, float unknown) {
        this.weights = weights;
        this.unknown = unknown;
    }

    /** Weighs the features of a training set of at least one text. */
    static FeatureWeights learn(List<Example> examples) {
        Map<String, Map<String, Integer>> seen = new TreeMap<>();
        for (Example example : examples) {
            for (String feature : example.features().keySet()) {
                seen.computeIfAbsent(feature, key -> new TreeMap<>())
                        .merge(example.domain(), 1, Integer::sum);
            }
        }
        int domains = (int) examples.stream().map(Example::domain).distinct().count();
        Map<String, Float> weights = new HashMap<>();
        seen.forEach((feature, perDomain) ->
                weights.put(feature, weight(perDomain, examples.size(), domains)));
        return new FeatureWeights(weights, (float) rarity(0, examples.size()));
    }

    private static float weight(Map<String, Integer> perDomain, int texts, int domains) {
        int total = perDomain.values().stream().mapToInt(Integer::intValue).sum();
        double entropy = 0;
        for (int count : perDomain.values()) {
            double share = (double) count / total;
            entropy -= share * Math.log(share);
        }
        double spread = domains > 1 ? entropy / Math.log(domains) : 0;
        return (float) (rarity(total, texts) * (1 - SPREAD_COST * spread));
    }

    private static double rarity(int seen, int texts) {
        return Math.pow(1 + Math.log((texts + 1.0) / (seen + 1.0)), RARITY);
    }

    /** The text as a vector of length {@code length}; empty when it has no features. */
    Vector vector(Map<String, Double> features, double length) {
        var names = features.keySet().toArray(String[]::new);
        var values = new double[names.length];
        double squares = 0;
        for (int i = 0; i < names.length; i++) {
            values[i] =
                    features.getOrDefault(names[i], 0.0) * weights.getOrDefault(names[i], unknown);
            squares += values[i] * values[i];
        }
        double scale = squares > 0 ? length / Math.sqrt(squares) : 0;
        var scaled = new float[names.length];
        for (int i = 0; i < names.length; i++) {
            scaled[i] = (float) (values[i] * scale);
        }
        return new Vector(names, scaled);
    }

    boolean knows(String feature) {
        return weights.containsKey(feature);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeFloat(unknown);
        out.writeInt(weights.size());
        // Sorted: the same texts must give the same bytes.
        for (var entry : new TreeMap<>(weights).entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeFloat(entry.getValue());
        }
    }

    static FeatureWeights read(DataInputStream in) throws IOException {
        float unknown = in.readFloat();
        int size = in.readInt();
        Map<String, Float> weights = HashMap.newHashMap(size);
        for (int i = 0; i < size; i++) {
            weights.put(in.readUTF(), in.readFloat());
        }
        return new FeatureWeights(weights, unknown);
    }

    /** Parallel arrays, as OpenNLP takes them. */
    static final class Vector {

        private final String[] names;
        private final float[] values;

        private Vector(String[] names, float[] values) {
            this.names = names;
            this.values = values;
        }

        String[] names() {
            return names;
        }

        float[] values() {
            return values;
        }
    }
}
