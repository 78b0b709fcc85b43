package dev.haios.registry.catalog;

import dev.haios.contracts.heartbeat.Activity;
import dev.haios.contracts.heartbeat.DesiredState;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.schema.Wire;
import dev.haios.registry.liveness.Pulse;
import dev.haios.registry.liveness.Rhythm;
import org.jspecify.annotations.Nullable;

/**
 * A service and its pulse: everything that decides what is true about it at a given moment of the
 * registry's time line. Never changes but for the text it keeps of itself.
 */
public final class Entry {

    private final ServiceRecord service;
    private final Pulse pulse;
    private final long heldUntilNanos;
    // Written by whoever needs it first; two that race write the same.
    private @Nullable Text text;

    Entry(ServiceRecord service, Pulse pulse, long heldUntilNanos) {
        this.service = service;
        this.pulse = pulse;
        this.heldUntilNanos = heldUntilNanos;
    }

    /** Wire JSON, and what of it time alone would change. */
    private static final class Text {
        final Health health;
        final int missed;
        final byte[] json;

        Text(ServiceRecord service, Health health, int missed) {
            this.health = health;
            this.missed = missed;
            json = Wire.mapper().writeValueAsBytes(service.wire(health, missed));
        }
    }

    /** A service that nobody holds. */
    public static Entry of(ServiceRecord service, Pulse pulse) {
        return new Entry(service, pulse, 0);
    }

    /** What is stored about it. */
    public ServiceRecord service() {
        return service;
    }

    /** When it was heard. */
    public Pulse pulse() {
        return pulse;
    }

    /** Until when the mass-expiry guard keeps its status; zero when this silence was never held. */
    public long heldUntilNanos() {
        return heldUntilNanos;
    }

    /** The same, held by the guard. */
    public Entry heldUntil(long nanos) {
        return new Entry(service, pulse, nanos);
    }

    /** Beats missed in a row. */
    public int missed(long nowNanos) {
        return service.profile().rhythm().missed(pulse.silenceNanos(nowNanos));
    }

    /** Whether it has been silent for long enough to go down, and only the guard prevents it. */
    public boolean isHeld(long nowNanos) {
        return nowNanos < heldUntilNanos && missed(nowNanos) >= Rhythm.DOWN;
    }

    /** Its health as it is true now. */
    public Health health(long nowNanos) {
        return isExpired(nowNanos) ? Health.DOWN : service.health();
    }

    /** Whether it must be found silent now, and has not been yet. */
    public boolean isDue(long nowNanos) {
        return service.health() != Health.DOWN && isExpired(nowNanos);
    }

    /** When it becomes due if it does not beat before; the far future when it is down already. */
    public long dueNanos() {
        return service.health() == Health.DOWN
                ? Long.MAX_VALUE
                : Math.max(
                        heldUntilNanos,
                        pulse.reachesNanos(service.profile().rhythm().downAfterNanos()));
    }

    /** Whether it can be given work. */
    public boolean isOffered(long nowNanos) {
        var desired = service.standing().desired();
        return health(nowNanos) != Health.DOWN
                && service.report().activity() != Activity.PAUSED
                && desired != DesiredState.PAUSE
                && desired != DesiredState.STOP;
    }

    /** As the wire shows it now. */
    public RegisteredService view(long nowNanos) {
        return service.wire(health(nowNanos), missed(nowNanos));
    }

    /** {@link #view} as JSON; written once for all readers. Do not write to the array. */
    public byte[] json(long nowNanos) {
        var health = health(nowNanos);
        int missed = missed(nowNanos);
        var known = text;
        if (known == null || known.health != health || known.missed != missed) {
            known = new Text(service, health, missed);
            text = known;
        }
        return known.json;
    }

    private boolean isExpired(long nowNanos) {
        return nowNanos >= heldUntilNanos && missed(nowNanos) >= Rhythm.DOWN;
    }
}
