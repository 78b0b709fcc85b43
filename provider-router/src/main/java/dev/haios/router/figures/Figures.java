package dev.haios.router.figures;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a service's speed at one moment.
 *
 * @param p95Ms 95th percentile of latency in milliseconds, null when nobody has measured it
 * @param measuredBy who measured it
 * @param band of that latency, null without one
 * @param load share of its capacity in use, 1 is full
 * @param queueDepth requests waiting at it
 * @param failing whether its last calls failed in a row
 */
public record Figures(
        @Nullable Double p95Ms,
        Source measuredBy,
        @Nullable LatencyBand band,
        double load,
        int queueDepth,
        Busyness busyness,
        boolean failing) {

    /** Nothing is known. */
    public static final Figures NONE =
            new Figures(null, Source.NOBODY, null, 0, 0, Busyness.FREE, false);

    /** Who measured a latency. */
    public enum Source {
        /** Nobody yet. */
        NOBODY,
        /** The service itself. */
        HEARTBEATS,
        /** The gateway, at real calls. */
        RECEIPTS
    }

    /** Whether both lead to the same place in every ranking. */
    boolean ranksAs(Figures other) {
        return java.util.Objects.equals(band, other.band)
                && busyness == other.busyness
                && failing == other.failing;
    }
}
