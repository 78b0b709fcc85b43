package dev.haios.bench.load;

/**
 * What came of a load. Latencies are in milliseconds.
 *
 * @param calls that were answered, well or not
 * @param errors calls that failed or were answered with 400 or more
 */
public record Outcome(
        long calls, double seconds, long errors, double p50Ms, double p95Ms, double p99Ms) {

    public double callsPerSecond() {
        return calls / seconds;
    }
}
