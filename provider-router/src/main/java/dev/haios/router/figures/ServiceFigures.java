package dev.haios.router.figures;

import dev.haios.router.figures.Figures.Source;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one service as they come in. Writers are synchronised; readers take the last
 * snapshot without waiting.
 */
final class ServiceFigures {

    private final FigureSettings settings;
    private final LatencyWindow receipts = new LatencyWindow();
    private @Nullable Double heartbeatP95;
    private double load;
    private int queueDepth;
    private int failures;
    private long failedAtNanos;
    private long receiptAtNanos;
    private volatile Figures current = Figures.NONE;

    ServiceFigures(FigureSettings settings) {
        this.settings = settings;
    }

    Figures current() {
        return current;
    }

    synchronized void heartbeat(
            @Nullable Double p95Ms, @Nullable Double load, @Nullable Integer queueDepth, long now) {
        heartbeatP95 = p95Ms;
        this.load = load == null ? 0 : load;
        this.queueDepth = queueDepth == null ? 0 : queueDepth;
        refresh(now);
    }

    synchronized void succeeded(double ms, long now) {
        failures = 0;
        measured(ms, now);
    }

    /** A call that failed after a while tells nothing about speed, only that it failed. */
    synchronized void failed(long now) {
        failures++;
        failedAtNanos = now;
        refresh(now);
    }

    /** It was still silent after this time: at least that slow, and failed. */
    synchronized void timedOut(double ms, long now) {
        failures++;
        failedAtNanos = now;
        measured(ms, now);
    }

    private void measured(double ms, long now) {
        receipts.add(ms);
        receiptAtNanos = now;
        refresh(now);
    }

    /** Lets what is too old go; called from time to time although nothing came in. */
    synchronized void refresh(long now) {
        if (failures > 0 && now - failedAtNanos > settings.failingFor().toNanos()) {
            failures = 0;
        }
        if (now - receiptAtNanos > settings.receiptAge().toNanos()) {
            receipts.clear();
        }
        var measured = receipts.p95();
        var p95 = measured != null ? measured : heartbeatP95;
        var source =
                measured != null
                        ? Source.RECEIPTS
                        : p95 != null ? Source.HEARTBEATS : Source.NOBODY;
        var before = current;
        current =
                new Figures(
                        p95,
                        source,
                        band(before.band(), p95),
                        load,
                        queueDepth,
                        before.busyness().next(load, queueDepth),
                        failures >= settings.failingAfter());
    }

    private static @Nullable LatencyBand band(@Nullable LatencyBand before, @Nullable Double p95) {
        if (p95 == null) {
            return null;
        }
        return before == null ? LatencyBand.of(p95) : before.next(p95);
    }
}
