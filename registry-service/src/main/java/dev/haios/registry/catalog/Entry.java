package dev.haios.registry.catalog;

import dev.haios.contracts.heartbeat.Activity;
import dev.haios.contracts.heartbeat.DesiredState;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.RegisteredService;
import dev.haios.registry.liveness.Pulse;
import dev.haios.registry.liveness.Rhythm;

/**
 * A service and its pulse: everything that decides what is true about it at a given moment of the
 * registry's time line. Immutable.
 *
 * @param heldUntilNanos until when the mass-expiry guard keeps its status; zero when this silence
 *     was never held
 */
public record Entry(ServiceRecord service, Pulse pulse, long heldUntilNanos) {

    /** A service that nobody holds. */
    public static Entry of(ServiceRecord service, Pulse pulse) {
        return new Entry(service, pulse, 0);
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

    private boolean isExpired(long nowNanos) {
        return nowNanos >= heldUntilNanos && missed(nowNanos) >= Rhythm.DOWN;
    }
}
