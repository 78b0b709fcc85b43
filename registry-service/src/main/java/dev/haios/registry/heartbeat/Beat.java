package dev.haios.registry.heartbeat;

import dev.haios.contracts.heartbeat.DesiredState;
import dev.haios.contracts.heartbeat.ServiceHeartbeat;
import dev.haios.registry.changes.Change;

/** What became of a heartbeat. */
sealed interface Beat {

    /** The heartbeat. */
    ServiceHeartbeat said();

    /** It was heard, and the service is as it was but for its figures. */
    record Quiet(ServiceHeartbeat said, DesiredState desired) implements Beat {}

    /** It was heard, and the service has another health or activity than before. */
    record Changed(ServiceHeartbeat said, Change change) implements Beat {}

    /** Nobody has this id. */
    record Unknown(ServiceHeartbeat said) implements Beat {}
}
