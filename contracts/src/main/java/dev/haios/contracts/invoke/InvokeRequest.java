package dev.haios.contracts.invoke;

import dev.haios.contracts.routing.RouteTarget;
import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import dev.haios.contracts.schema.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Do this: {@code POST /invoke}.
 *
 * @param payload handed to the chosen service as it is
 * @param runId the run it belongs to; the gateway makes one when it is absent
 * @param agent on whose behalf, 1 to 128 characters
 * @param delegation the token that limits a run's calls, at most 4096 characters
 */
@Contract("invoke_request")
public record InvokeRequest(
        RouteTarget target,
        RawJson payload,
        @Nullable InvokePolicy policy,
        @Nullable String runId,
        @Nullable String agent,
        @Nullable String delegation) {

    /** Checks the bounds. */
    public InvokeRequest {
        Bounds.check(!payload.text().equals("null"), "payload", "must not be null");
        Bounds.runId("run_id", runId);
        Bounds.name("agent", agent);
        Bounds.text("delegation", delegation, 4096);
    }
}
