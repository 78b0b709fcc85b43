package dev.haios.router.figures;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last {@value #SIZE} latencies of one service. From {@value #ENOUGH} on their 95th percentile
 * is worth more than what the service says of itself. Not thread-safe.
 */
final class LatencyWindow {

    private static final int SIZE = 128;
    private static final int ENOUGH = 5;

    private final double[] recent = new double[SIZE];
    private long count;

    void add(double ms) {
        recent[(int) (count++ % SIZE)] = ms;
    }

    void clear() {
        count = 0;
    }

    /** The value that 95 of 100 calls did not exceed, or null while there are too few. */
    @Nullable Double p95() {
        if (count < ENOUGH) {
            return null;
        }
        double[] sorted = Arrays.copyOf(recent, (int) Math.min(count, SIZE));
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(sorted.length * 0.95) - 1];
    }
}
