package dev.haios.adapters.domain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import opennlp.tools.ml.maxent.quasinewton.QNModel;
import opennlp.tools.ml.maxent.quasinewton.QNTrainer;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.model.Event;
import opennlp.tools.ml.model.OnePassRealValueDataIndexer;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;

/**
 * Fits OpenNLP's maximum-entropy model with its quasi-Newton trainer. Deterministic: one thread,
 * the given order, parameters rounded.
 */
final class Trainer {

    private static final int ITERATIONS = 60;

    /** Gaussian prior on the parameters; by cross-validation, flat between 0.03 and 0.2. */
    private static final double L2_COST = 0.1;

    /**
     * Parameters are kept to 1/128, which costs no accuracy, drops those that are as good as zero
     * and lets the jar's compression shrink the model to a tenth.
     */
    private static final double STEPS = 128;

    private Trainer() {}

    static DomainModel train(List<Example> examples) throws IOException {
        var weights = FeatureWeights.learn(examples);
        List<Event> events = new ArrayList<>();
        for (Example example : examples) {
            var vector = weights.vector(example.features(), 1);
            if (vector.names().length > 0) {
                events.add(new Event(example.domain(), vector.names(), vector.values()));
            }
        }
        var parameters = new TrainingParameters();
        parameters.put(TrainingParameters.CUTOFF_PARAM, 1);
        parameters.put(TrainingParameters.ITERATIONS_PARAM, ITERATIONS);
        parameters.put(QNTrainer.L1COST_PARAM, 0.0);
        parameters.put(QNTrainer.L2COST_PARAM, L2_COST);
        parameters.put(QNTrainer.THREADS_PARAM, 1);
        var indexer = new OnePassRealValueDataIndexer();
        indexer.init(parameters, new HashMap<>());
        indexer.index(ObjectStreamUtils.createObjectStream(events));
        var trainer = new QNTrainer();
        trainer.init(parameters, new HashMap<>());
        return new DomainModel(weights, rounded(trainer.trainModel(ITERATIONS, indexer)));
    }

    private static QNModel rounded(QNModel model) {
        // OpenNLP's documented order: parameters, predicates, outcomes.
        @SuppressWarnings("unchecked")
        var predicates = (Map<String, Context>) model.getDataStructures()[1];
        var names = (String[]) model.getDataStructures()[2];
        var sorted = new TreeMap<String, Context>();
        predicates.forEach((predicate, context) -> sorted.put(predicate, rounded(context)));
        return new QNModel(
                sorted.values().toArray(Context[]::new),
                sorted.keySet().toArray(String[]::new),
                names);
    }

    private static Context rounded(Context context) {
        var outcomes = IntStream.builder();
        var parameters = DoubleStream.builder();
        for (int i = 0; i < context.getOutcomes().length; i++) {
            double value = Math.rint(context.getParameters()[i] * STEPS) / STEPS;
            if (value != 0) {
                outcomes.add(context.getOutcomes()[i]);
                parameters.add(value);
            }
        }
        return new Context(outcomes.build().toArray(), parameters.build().toArray());
    }
}
