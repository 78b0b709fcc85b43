package dev.haios.adapters.domain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Measures what the classifier does with texts it was not trained on: each fold's texts are judged
 * by a model trained on all the others. Folds hold the same share of every domain and are the same
 * in every run.
 */
final class CrossValidation {

    private static final long SEED = 7;

    private final TrainingSet set;
    private final int folds;
    private final List<List<Example>> parts = new ArrayList<>();

    CrossValidation(TrainingSet set, int folds) {
        this.set = set;
        this.folds = folds;
        for (int fold = 0; fold < folds; fold++) {
            parts.add(new ArrayList<>());
        }
        var perDomain =
                set.texts().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Example::domain, TreeMap::new, Collectors.toList()));
        for (var examples : perDomain.values()) {
            // The lines of a file are grouped by kind; shuffled, every fold gets some of each.
            var shuffled = new ArrayList<>(examples);
            Collections.shuffle(shuffled, new Random(SEED));
            for (int i = 0; i < shuffled.size(); i++) {
                parts.get(i % folds).add(shuffled.get(i));
            }
        }
    }

    /** Judges every text once. */
    List<Judged> run() throws IOException {
        List<Judged> judged = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            judged.addAll(run(fold));
        }
        return judged;
    }

    /** Judges the texts of one fold, counted from 0. */
    List<Judged> run(int fold) throws IOException {
        List<Example> training = new ArrayList<>(set.glossary());
        for (int other = 0; other < folds; other++) {
            if (other != fold) {
                training.addAll(parts.get(other));
            }
        }
        return judge(Trainer.train(training), parts.get(fold));
    }

    static List<Judged> judge(DomainModel model, List<Example> examples) {
        return examples.stream()
                .map(example -> new Judged(example, model.evidence(example)))
                .toList();
    }
}
