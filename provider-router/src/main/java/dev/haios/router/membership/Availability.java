package dev.haios.router.membership;

import dev.haios.contracts.heartbeat.Activity;
import dev.haios.contracts.heartbeat.DesiredState;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.schema.Wire;

/** Whether a registered service may be given work now. */
public sealed interface Availability {

    /** It may. */
    record Available() implements Availability {}

    /** It must not. */
    record Unavailable(String reason) implements Availability {}

    /** Health first: one that is down is down, whatever else it was told. */
    static Availability of(RegisteredService service) {
        if (service.status() == Health.DOWN) {
            return new Unavailable(
                    service.missedBeats() > 0
                            ? "down: silent since " + service.lastHeartbeatTs()
                            : "down" + said(service));
        }
        if (service.desiredState() != DesiredState.RUN) {
            return new Unavailable("told to " + Wire.word(service.desiredState()));
        }
        if (service.activity() == Activity.PAUSED) {
            return new Unavailable("paused" + said(service));
        }
        return new Available();
    }

    private static String said(RegisteredService service) {
        return service.message() == null ? "" : ": " + service.message();
    }
}
