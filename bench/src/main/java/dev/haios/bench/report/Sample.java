package dev.haios.bench.report;

import java.util.EnumMap;
import java.util.Map;

/**
 * The figures of one contestant in one round.
 *
 * @param what the load, in words; the title of a table
 * @param who the contestant; a row of that table
 */
public record Sample(String what, String who, Map<Metric, Double> figures) {

    public Sample {
        figures = new EnumMap<>(figures);
    }

    /** The figure; NaN when it was not taken. */
    public double figure(Metric metric) {
        return figures.getOrDefault(metric, Double.NaN);
    }
}
