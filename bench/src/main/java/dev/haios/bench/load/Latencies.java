package dev.haios.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long answers took, to three digits. One thread records. */
final class Latencies {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MS = 1e6;

    private final Histogram nanos = new Histogram(LONGEST, DIGITS);

    void record(long latencyNanos) {
        nanos.recordValue(Math.clamp(latencyNanos, 0, LONGEST));
    }

    void add(Latencies others) {
        nanos.add(others.nanos);
    }

    long count() {
        return nanos.getTotalCount();
    }

    /** NaN when nothing was recorded. */
    double percentileMs(double percent) {
        return count() == 0 ? Double.NaN : nanos.getValueAtPercentile(percent) / NANOS_PER_MS;
    }

    Outcome outcome(double seconds, long errors) {
        return new Outcome(
                count(), seconds, errors, percentileMs(50), percentileMs(95), percentileMs(99));
    }
}
