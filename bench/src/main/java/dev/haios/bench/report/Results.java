package dev.haios.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The samples of a run, in the order in which they were taken. One thread fills it. */
public final class Results {

    /** The name of our row in every table. */
    public static final String OURS = "haios";

    private final List<Sample> samples = new ArrayList<>();

    public void add(Sample sample) {
        samples.add(sample);
    }

    /** The loads, in the order of their first sample. */
    public SequencedSet<String> loads() {
        var loads = new LinkedHashSet<String>();
        samples.forEach(sample -> loads.add(sample.what()));
        return loads;
    }

    SequencedSet<String> contestants(String what) {
        var contestants = new LinkedHashSet<String>();
        samples.stream()
                .filter(sample -> sample.what().equals(what))
                .forEach(sample -> contestants.add(sample.who()));
        return contestants;
    }

    SequencedSet<Metric> metrics(String what) {
        var metrics = new TreeSet<Metric>();
        samples.stream()
                .filter(sample -> sample.what().equals(what))
                .forEach(sample -> metrics.addAll(sample.figures().keySet()));
        return metrics;
    }

    /** The rounds of a contestant, in order. */
    List<Sample> rounds(String what, String who) {
        return samples.stream()
                .filter(sample -> sample.what().equals(what) && sample.who().equals(who))
                .toList();
    }

    /** The median over the rounds, or the sum of what is counted; NaN when there is none. */
    public double typical(String what, String who, Metric metric) {
        var values = rounds(what, who).stream().mapToDouble(sample -> sample.figure(metric));
        return metric.isCount() ? sum(values) : median(values);
    }

    /**
     * How many times the baseline's figure ours is: the median of the ratios of the rounds, so that
     * what slows a whole round down does not show.
     */
    public double ratio(String what, String who, String baseline, Metric metric) {
        var ours = rounds(what, who);
        var theirs = rounds(what, baseline);
        return median(
                IntStream.range(0, Math.min(ours.size(), theirs.size()))
                        .mapToDouble(
                                i -> ours.get(i).figure(metric) / theirs.get(i).figure(metric)));
    }

    /** From the least to the greatest round, as a share of the median. */
    double spread(String what, String who, Metric metric) {
        var values =
                rounds(what, who).stream()
                        .mapToDouble(sample -> sample.figure(metric))
                        .summaryStatistics();
        return (values.getMax() - values.getMin()) / typical(what, who, metric);
    }

    /** Everything that went wrong, of everybody. */
    public long errors() {
        return (long)
                samples.stream()
                        .mapToDouble(sample -> sample.figure(Metric.ERRORS))
                        .filter(Double::isFinite)
                        .sum();
    }

    /** NaN when nobody counted. */
    private static double sum(DoubleStream values) {
        double[] counted = values.filter(Double::isFinite).toArray();
        return counted.length == 0 ? Double.NaN : Arrays.stream(counted).sum();
    }

    static double median(DoubleStream values) {
        double[] sorted = values.filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }
}
