package dev.haios.contracts.heartbeat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers to a batch of heartbeats.
 *
 * @param results one per heartbeat, in the order of the request
 */
public record HeartbeatBatchReply(List<Item> results) {

    /** Copies the list. */
    public HeartbeatBatchReply {
        results = List.copyOf(results);
    }

    /**
     * The answer to one heartbeat of a batch.
     *
     * @param desiredState what the service should do, when the heartbeat was accepted
     * @param problem the problem's type URI, when it was not; {@code unknown-service} means
     *     register again
     */
    public record Item(
            boolean success,
            String serviceId,
            @Nullable DesiredState desiredState,
            @Nullable String problem) {

        /** An accepted heartbeat. */
        public static Item accepted(String serviceId, DesiredState desiredState) {
            return new Item(true, serviceId, desiredState, null);
        }

        /** A refused heartbeat. */
        public static Item refused(String serviceId, String problem) {
            return new Item(false, serviceId, null, problem);
        }
    }
}
