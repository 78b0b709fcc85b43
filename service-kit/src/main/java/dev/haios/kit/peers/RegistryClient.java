package dev.haios.kit.peers;

import dev.haios.contracts.eviction.Eviction;
import dev.haios.contracts.eviction.EvictionReply;
import dev.haios.contracts.heartbeat.HeartbeatReply;
import dev.haios.contracts.heartbeat.ServiceHeartbeat;
import dev.haios.contracts.problem.HealthReport;
import dev.haios.contracts.registry.Deregistration;
import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.registry.RegistrationReply;
import dev.haios.contracts.registry.ServiceList;
import dev.haios.contracts.registry.ServiceRegistration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Calls the registry. Thread-safe. */
public final class RegistryClient {

    private final PeerCall call;

    public RegistryClient(RestClient client) {
        call = new PeerCall(client, "registry");
    }

    /** Idempotent: registering again refreshes and keeps the id. */
    public Reply<RegistrationReply> register(ServiceRegistration registration) {
        return call.send(HttpMethod.POST, "/register", registration, RegistrationReply.class);
    }

    /** Refused with 404 when the registry does not know the id (any more): register again. */
    public Reply<HeartbeatReply> heartbeat(ServiceHeartbeat heartbeat) {
        return call.send(HttpMethod.PUT, "/heartbeat", heartbeat, HeartbeatReply.class);
    }

    /** Refused with 404 when it is gone already. */
    public Reply<JsonNode> deregister(String serviceId) {
        return call.send(
                HttpMethod.POST, "/deregister", new Deregistration(serviceId), JsonNode.class);
    }

    /** Compare-and-set by the last beat seen; safe to repeat. */
    public Reply<EvictionReply> evict(Eviction eviction) {
        return call.send(HttpMethod.POST, "/evict", eviction, EvictionReply.class);
    }

    /** How the registry is; a registry that cannot write its store counts as unreachable. */
    public Reply<HealthReport> health() {
        return call.get("/health", HealthReport.class);
    }

    /** One service; refused with 404 when it is not registered. */
    public Reply<RegisteredService> service(String serviceId) {
        return call.get("/services/{id}", RegisteredService.class, serviceId);
    }

    /** Every registered service, also those that are down; the first page when there are many. */
    public Reply<ServiceList> services() {
        return call.get("/services", ServiceList.class);
    }

    /**
     * A page of every registered service.
     *
     * @param cursor {@code next_cursor} of the page before, null for the first
     */
    public Reply<ServiceList> services(@Nullable String cursor) {
        return cursor == null
                ? services()
                : call.get("/services?cursor={cursor}", ServiceList.class, cursor);
    }

    /** Services that missed at least one beat; the first page when there are many. */
    public Reply<ServiceList> late() {
        return call.get("/services?min_missed={n}", ServiceList.class, 1);
    }

    /**
     * A page of the services that missed at least one beat.
     *
     * @param cursor {@code next_cursor} of the page before, null for the first
     */
    public Reply<ServiceList> late(@Nullable String cursor) {
        return cursor == null
                ? late()
                : call.get(
                        "/services?min_missed={n}&cursor={cursor}", ServiceList.class, 1, cursor);
    }

    /** What {@code GET /discover} answers to these filters. */
    public Reply<ServiceList> discover(Map<String, String> filters) {
        var query = new StringBuilder("/discover");
        var values = new Object[filters.size()];
        int i = 0;
        for (var filter : filters.entrySet()) {
            query.append(i == 0 ? '?' : '&')
                    .append(filter.getKey())
                    .append("={v")
                    .append(i)
                    .append('}');
            values[i++] = filter.getValue();
        }
        return call.get(query.toString(), ServiceList.class, values);
    }
}
