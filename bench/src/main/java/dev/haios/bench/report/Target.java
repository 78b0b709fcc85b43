package dev.haios.bench.report;

/**
 * A figure that is wanted, and what was seen. It is reported and never fails a run.
 *
 * @param text what is wanted, in words
 * @param seen NaN when it was not measured
 */
public record Target(String text, Bound bound, double limit, double seen) {

    /** On which side of the limit the wanted figures are; the limit itself is good. */
    public enum Bound {
        AT_LEAST,
        AT_MOST
    }

    public static Target atLeast(double limit, String text, double seen) {
        return new Target(text, Bound.AT_LEAST, limit, seen);
    }

    public static Target atMost(double limit, String text, double seen) {
        return new Target(text, Bound.AT_MOST, limit, seen);
    }

    /** Never when it was not measured. */
    public boolean isMet() {
        return switch (bound) {
            case AT_LEAST -> seen >= limit;
            case AT_MOST -> seen <= limit;
        };
    }

    String verdict() {
        return Double.isNaN(seen) ? "not measured" : isMet() ? "met" : "MISSED";
    }
}
