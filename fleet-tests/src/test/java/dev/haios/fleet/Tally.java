package dev.haios.fleet;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What became of many calls: how often each status, how long they took. Thread-safe. */
final class Tally {

    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, Integer> breaks = new TreeMap<>();
    private long[] nanos = new long[1024];
    private int timed;
    private int unexplained;

    synchronized void answered(Caller.Reply reply, long elapsedNanos) {
        statuses.merge(reply.status(), 1, Integer::sum);
        boolean refusal = reply.status() == 429 || reply.status() == 503;
        if (refusal && (reply.retryAfter() == null || !reply.body().contains("urn:haios:"))) {
            unexplained++;
        }
        if (timed == nanos.length) {
            nanos = Arrays.copyOf(nanos, timed * 2);
        }
        nanos[timed++] = elapsedNanos;
    }

    synchronized void broke(IOException e) {
        breaks.merge(e.getClass().getSimpleName() + ": " + e.getMessage(), 1, Integer::sum);
    }

    synchronized int count(int status) {
        return statuses.getOrDefault(status, 0);
    }

    /** Calls that were answered. */
    synchronized int answers() {
        return timed;
    }

    synchronized Map<Integer, Integer> statuses() {
        return Map.copyOf(statuses);
    }

    /** Calls that got no answer, by what happened instead. */
    synchronized Map<String, Integer> breaks() {
        return Map.copyOf(breaks);
    }

    /** Answers 429 and 503 without {@code Retry-After} or without a problem body. */
    synchronized int unexplained() {
        return unexplained;
    }

    /** For people, as nothing is asserted on time. */
    @Override
    public synchronized String toString() {
        var sorted = Arrays.copyOf(nanos, timed);
        Arrays.sort(sorted);
        return "%s%s, p50 %.1f p95 %.1f p99 %.1f ms"
                .formatted(
                        statuses,
                        breaks.isEmpty() ? "" : " " + breaks,
                        at(sorted, 0.50),
                        at(sorted, 0.95),
                        at(sorted, 0.99));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))] / 1e6;
    }
}
