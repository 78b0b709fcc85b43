package dev.haios.cli.invoke;

import dev.haios.cli.call.Reply;
import dev.haios.cli.call.ServiceCalls;
import dev.haios.contracts.invoke.InvokePolicy;
import dev.haios.contracts.invoke.InvokeRequest;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.routing.RouteTarget;
import dev.haios.contracts.schema.RawJson;
import dev.haios.contracts.schema.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Sends a call to the gateway. */
public final class Invocation {

    private static final Duration PATIENCE = Duration.ofSeconds(35);

    private final ServiceCalls calls;

    public Invocation(ServiceCalls calls) {
        this.calls = calls;
    }

    /** Asks any production model to classify a text; the gateway's reply, whatever its status. */
    public Reply classify(String text) {
        InvokeRequest request =
                new InvokeRequest(
                        new RouteTarget(
                                ServiceType.MODEL,
                                ServiceRole.PRODUCTION,
                                List.of("classify"),
                                null,
                                null),
                        RawJson.of(Map.of("text", text)),
                        InvokePolicy.none(),
                        null,
                        null,
                        null);
        return send(request, PATIENCE);
    }

    Reply send(InvokeRequest request, Duration patience) {
        return calls.post("gateway", "/invoke", json(request), patience);
    }

    static String json(InvokeRequest request) {
        return Wire.mapper().writeValueAsString(request);
    }
}
