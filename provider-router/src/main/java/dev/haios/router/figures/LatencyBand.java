package dev.haios.router.figures;

/**
 * Latency in steps of a factor of two, from 16 ms: below that nobody notices a difference.
 *
 * @param step 0 is up to 16 ms, 1 up to 32 ms, and so on
 */
public record LatencyBand(int step) {

    private static final double FIRST_MS = 16;

    /** A value this far outside its band, as a factor, is still taken as being in it. */
    private static final double SLACK = 1.25;

    /** The band of a 95th percentile in milliseconds. */
    public static LatencyBand of(double ms) {
        int step = 0;
        for (double limit = FIRST_MS; ms > limit; limit *= 2) {
            step++;
        }
        return new LatencyBand(step);
    }

    /** The band of a new value for a service that was in this one: itself unless clearly left. */
    LatencyBand next(double ms) {
        boolean stays = ms <= upperMs() * SLACK && (step == 0 || ms * SLACK > upperMs() / 2);
        return stays ? this : of(ms);
    }

    /** The slowest that still belongs to it, in milliseconds. */
    public double upperMs() {
        return FIRST_MS * Math.pow(2, step);
    }
}
