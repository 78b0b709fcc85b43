package dev.haios.adapters.summary;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much each sentence has in common with all others: TextRank over the graph of their
 * similarities. The graph is never built. With N the matrix of normalised sentence vectors, the
 * similarities are N times its transpose, and multiplying with the two in turn costs time linear in
 * the text instead of quadratic.
 */
final class Centrality {

    private static final double DAMPING = 0.85;
    private static final int ITERATIONS = 30;

    private final int[][] words;
    private final double[][] weights;
    private final int vocabulary;

    private Centrality(int[][] words, double[][] weights, int vocabulary) {
        this.words = words;
        this.weights = weights;
        this.vocabulary = vocabulary;
    }

    static Centrality of(List<Sentence> sentences) {
        Map<String, Integer> ids = new HashMap<>();
        List<Map<Integer, Integer>> counts =
                sentences.stream().map(sentence -> count(sentence, ids)).toList();
        int[] frequency = new int[ids.size()];
        counts.forEach(count -> count.keySet().forEach(word -> frequency[word]++));
        int[][] words = new int[sentences.size()][];
        double[][] weights = new double[sentences.size()][];
        for (int i = 0; i < words.length; i++) {
            var count = counts.get(i);
            words[i] = count.keySet().stream().mapToInt(Integer::intValue).toArray();
            weights[i] =
                    Arrays.stream(words[i])
                            .mapToDouble(word ->
                                    count.getOrDefault(word, 0)
                                            * Math.log1p(
                                                    (double) sentences.size() / frequency[word]))
                            .toArray();
            normalise(weights[i]);
        }
        return new Centrality(words, weights, ids.size());
    }

    private static Map<Integer, Integer> count(Sentence sentence, Map<String, Integer> ids) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (String stem : sentence.stems()) {
            counts.merge(ids.computeIfAbsent(stem, key -> ids.size()), 1, Integer::sum);
        }
        return counts;
    }

    private static void normalise(double[] vector) {
        double length = Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= length;
        }
    }

    /** The rank of each sentence; the highest is 1. */
    double[] ranks() {
        int n = words.length;
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[] degrees = neighbours(ones);
        double[] rank = new double[n];
        Arrays.fill(rank, 1.0 / n);
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[] given = new double[n];
            for (int i = 0; i < n; i++) {
                given[i] = degrees[i] > 1e-9 ? rank[i] / degrees[i] : 0;
            }
            double[] received = neighbours(given);
            for (int i = 0; i < n; i++) {
                rank[i] = (1 - DAMPING) / n + DAMPING * received[i];
            }
        }
        double highest = Arrays.stream(rank).max().orElse(1);
        return Arrays.stream(rank).map(value -> value / highest).toArray();
    }

    /** What each sentence receives when every other gives its value times their similarity. */
    private double[] neighbours(double[] values) {
        double[] perWord = new double[vocabulary];
        for (int i = 0; i < words.length; i++) {
            for (int k = 0; k < words[i].length; k++) {
                perWord[words[i][k]] += weights[i][k] * values[i];
            }
        }
        double[] sums = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            for (int k = 0; k < words[i].length; k++) {
                sums[i] += weights[i][k] * perWord[words[i][k]];
            }
            // Its likeness to itself, which is 1, is no vote.
            sums[i] = Math.max(0, sums[i] - (words[i].length > 0 ? values[i] : 0));
        }
        return sums;
    }

    /** Cosine of two sentences, 0 to 1. */
    double similarity(int one, int other) {
        double sum = 0;
        int a = 0;
        int b = 0;
        while (a < words[one].length && b < words[other].length) {
            int order = Integer.compare(words[one][a], words[other][b]);
            if (order == 0) {
                sum += weights[one][a++] * weights[other][b++];
            } else if (order < 0) {
                a++;
            } else {
                b++;
            }
        }
        return sum;
    }

    /** How many different words of weight a sentence has. */
    int size(int sentence) {
        return words[sentence].length;
    }
}
