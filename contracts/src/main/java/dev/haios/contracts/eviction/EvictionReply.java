package dev.haios.contracts.eviction;

import org.jspecify.annotations.Nullable;

/**
 * The answer to an eviction. The same transition always gets the same answer.
 *
 * @param transitionId names the transition: service, epoch, last heartbeat and action
 * @param missedBeats heartbeats missed in a row when it was decided
 * @param epoch the registration that was evicted
 */
public record EvictionReply(
        EvictionOutcome outcome,
        @Nullable String transitionId,
        String serviceId,
        @Nullable String serviceName,
        @Nullable Integer missedBeats,
        @Nullable Long epoch) {}
