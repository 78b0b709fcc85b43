package dev.haios.registry.liveness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Suspects the registry before the fleet: when at least half of at least {@value #LEAST} live
 * services would go down within one sweep, it is likelier that the registry was paused, overloaded
 * or cut off than that they all died. They are held for one sweep, and so is what becomes due
 * meanwhile; then the guard expires by itself and a service that is still silent goes down. No
 * silence is held twice.
 *
 * <p>A value: {@link #judge} answers the verdict together with the guard to ask the next time.
 *
 * @param sweepNanos the window that is judged, and how long services are held
 * @param heldUntilNanos when the present hold ends; not in the future when nothing is held
 * @param falls what went down within the last window without being held, oldest first
 */
public record MassExpiryGuard(long sweepNanos, long heldUntilNanos, List<Fall> falls) {

    /** Fleets smaller than this are not guarded: few services do die together. */
    public static final int LEAST = 10;

    /** Copies the list. */
    public MassExpiryGuard {
        falls = List.copyOf(falls);
    }

    /** A guard that has seen nothing yet. */
    public static MassExpiryGuard watching(Duration sweep) {
        return new MassExpiryGuard(sweep.toNanos(), Long.MIN_VALUE, List.of());
    }

    /** So many services went down at one moment. */
    public record Fall(long nanos, int services) {}

    /**
     * What is to happen to the services that are due.
     *
     * @param held whether they keep their status until {@code next.heldUntilNanos()}
     * @param begun whether this verdict began the hold: one mass expiry
     * @param next the guard from now on
     */
    public record Verdict(boolean held, boolean begun, MassExpiryGuard next) {}

    /** Whether a hold is in force. */
    public boolean holds(long nowNanos) {
        return nowNanos < heldUntilNanos;
    }

    /**
     * Judges services that are due and were not held yet.
     *
     * @param due how many there are
     * @param live how many services were live just before, those due among them, those that are
     *     down or were released from a hold not
     */
    public Verdict judge(long nowNanos, int due, int live) {
        if (due == 0) {
            return new Verdict(false, false, this);
        }
        if (holds(nowNanos)) {
            return new Verdict(true, false, this);
        }
        var recent = falls.stream().filter(fall -> fall.nanos() > nowNanos - sweepNanos).toList();
        int fallen = recent.stream().mapToInt(Fall::services).sum();
        int before = live + fallen;
        if (before >= LEAST && 2L * (due + fallen) >= before) {
            return new Verdict(
                    true, true, new MassExpiryGuard(sweepNanos, nowNanos + sweepNanos, List.of()));
        }
        var seen = new ArrayList<>(recent);
        seen.add(new Fall(nowNanos, due));
        return new Verdict(false, false, new MassExpiryGuard(sweepNanos, heldUntilNanos, seen));
    }
}
