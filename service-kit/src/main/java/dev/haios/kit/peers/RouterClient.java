package dev.haios.kit.peers;

import dev.haios.contracts.routing.RouteReply;
import dev.haios.contracts.routing.RouteRequest;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClient;

/** Calls the provider router. Thread-safe. */
public final class RouterClient {

    private final PeerCall call;

    public RouterClient(RestClient client) {
        call = new PeerCall(client, "provider_router");
    }

    /** Ranked candidates and explained exclusions; an empty list of candidates is an answer. */
    public Reply<RouteReply> route(RouteRequest request) {
        return call.send(HttpMethod.POST, "/route", request, RouteReply.class);
    }
}
