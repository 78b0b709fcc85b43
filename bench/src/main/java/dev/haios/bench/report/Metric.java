package dev.haios.bench.report;

import dev.haios.contracts.schema.Wire;
import java.util.Locale;

/** A figure of a sample. The name is also its key in JSON. */
public enum Metric {
    CALLS_PER_S("calls/s", 0),
    DELIVERIES_PER_S("deliveries/s", 0),
    DELIVERED_PERCENT("delivered %", 2),
    CPU_US("CPU-us", 1),
    P50_MS("p50 ms", 2),
    P95_MS("p95 ms", 2),
    P99_MS("p99 ms", 2),
    ADDED_P50_MS("added p50", 2),
    ADDED_P95_MS("added p95", 2),
    ADDED_P99_MS("added p99", 2),
    SECONDS("seconds", 2),
    CPU_S("CPU-s", 2),
    RSS_MB("RSS MB", 0),
    PSS_MB("PSS MB", 0),
    STALE("stale", 0),
    CALLS("calls", 0),
    ERRORS("errors", 0);

    private final String heading;
    private final int decimals;

    Metric(String heading, int decimals) {
        this.heading = heading;
        this.decimals = decimals;
    }

    /** The heading of its column. */
    public String heading() {
        return heading;
    }

    /** The key in JSON. */
    String word() {
        return Wire.word(this);
    }

    /** A value as people read it: with a blank between thousands. */
    public String text(double value) {
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%,." + decimals + "f", value).replace(',', ' ')
                : "-";
    }

    /** Whether rounds are added up instead of taking their median. */
    boolean isCount() {
        return this == CALLS || this == ERRORS || this == STALE;
    }
}
