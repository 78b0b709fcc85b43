package dev.haios.gateway.invoke;

import dev.haios.contracts.invoke.InvokePolicy;
import dev.haios.contracts.invoke.InvokeRequest;
import dev.haios.contracts.routing.RouteRequest;
import dev.haios.gateway.upstream.Chat;
import dev.haios.gateway.upstream.Forward;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call as it was taken.
 *
 * @param receiptId of the receipt it will leave
 * @param idempotencyKey the caller's, or else the receipt's id
 * @param ts when it came
 */
record Invocation(
        InvokeRequest request,
        InvokePolicy policy,
        String runId,
        String receiptId,
        String idempotencyKey,
        @Nullable String traceId,
        Instant ts,
        Deadline deadline,
        @Nullable Chat chat) {

    RouteRequest question() {
        return new RouteRequest(request.target(), policy.routing());
    }

    /** What is asked for: the first capability required. */
    @Nullable String capability() {
        var caps = request.target().requireCaps();
        return caps.isEmpty() ? null : caps.getFirst();
    }

    /** Services that may be called. */
    int mostTries() {
        return policy.retries() == null ? Integer.MAX_VALUE : policy.retries() + 1;
    }

    Forward forward() {
        return new Forward(
                request.payload(), runId, idempotencyKey, capability(), request.agent(), chat);
    }
}
