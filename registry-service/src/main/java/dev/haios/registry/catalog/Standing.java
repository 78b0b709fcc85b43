package dev.haios.registry.catalog;

import dev.haios.contracts.heartbeat.DesiredState;
import java.time.Instant;

/**
 * Where a service stands with the registry.
 *
 * @param desired what an operator wants of it
 * @param epoch counts the registrations of its id
 * @param revision of the registry when it last changed
 * @param lastHeartbeat when it was last heard, by the wall clock, to the millisecond; also what an
 *     eviction is compared with
 * @param silent whether the registry has found it silent for too long
 */
public record Standing(
        DesiredState desired, long epoch, long revision, Instant lastHeartbeat, boolean silent) {

    Standing heardAt(Instant when) {
        return new Standing(desired, epoch, revision, when, false);
    }

    Standing silenced() {
        return new Standing(desired, epoch, revision, lastHeartbeat, true);
    }
}
