package dev.haios.registry.liveness;

import java.time.Duration;

/**
 * The last sign of life of one service on the registry's own time line ({@link Uptime}).
 *
 * <p>What happened while the registry was down is not silence until the registry has been up for
 * one interval of the service, by when a living service has had its chance to beat.
 *
 * @param beatNanos when it was heard; before zero when that was in an earlier life of the registry
 * @param hiddenNanos silence nobody listened to, counted from {@code graceEndsNanos} on
 * @param graceEndsNanos when hidden silence begins to count
 */
public record Pulse(long beatNanos, long hiddenNanos, long graceEndsNanos) {

    /** A beat heard now. */
    public static Pulse at(long nanos) {
        return new Pulse(nanos, 0, 0);
    }

    /**
     * The pulse of a service that was known before the registry started.
     *
     * @param heard silence while the earlier life of the registry listened
     * @param hidden time the registry was down
     * @param wasSilent whether that life had already found it silent for too long: what was settled
     *     then stays settled, even if the wall clock jumped in between
     */
    public static Pulse restored(
            Duration heard, Duration hidden, boolean wasSilent, Rhythm rhythm) {
        long down = rhythm.downAfterNanos();
        long silence = Math.max(0, heard.toNanos());
        long unheard = Math.max(0, hidden.toNanos());
        if (wasSilent) {
            return new Pulse(-Math.max(silence, down), unheard, rhythm.interval().toNanos());
        }
        // A life that listened would have found so long a silence: the clock has jumped, and what
        // it shows proves nothing until a living service has had its chance to beat.
        return silence < down
                ? new Pulse(-silence, unheard, rhythm.interval().toNanos())
                : new Pulse(0, Math.addExact(silence, unheard), rhythm.interval().toNanos());
    }

    /** How long it has been silent; never negative. */
    public long silenceNanos(long nowNanos) {
        long hidden = nowNanos >= graceEndsNanos ? hiddenNanos : 0;
        return Math.max(0, nowNanos - beatNanos + hidden);
    }

    /** When its silence reaches this length, if it does not beat before. */
    public long reachesNanos(long silenceNanos) {
        long heardOnly = beatNanos + silenceNanos;
        return hiddenNanos == 0
                ? heardOnly
                : Math.min(heardOnly, Math.max(graceEndsNanos, heardOnly - hiddenNanos));
    }

    /** The later of two signs of life: beats may be committed in another order than they came. */
    public Pulse later(Pulse other) {
        return other.beatNanos >= beatNanos ? other : this;
    }
}
