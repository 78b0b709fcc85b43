package dev.haios.monitor.sweep;

import dev.haios.contracts.problem.HealthReport;
import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.registry.ServiceList;
import dev.haios.kit.peers.RegistryClient;
import dev.haios.kit.peers.Reply;
import dev.haios.kit.peers.Reply.Answer;
import dev.haios.kit.peers.Reply.Refused;
import dev.haios.kit.peers.Reply.Unreachable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What the registry knows, complete or not at all: half a list would look like a fleet that died.
 */
@Component
class Fleet {

    private static final int NOT_FOUND = 404;

    private final RegistryClient registry;

    Fleet(RegistryClient registry) {
        this.registry = registry;
    }

    /**
     * Everyone who missed a beat.
     *
     * @throws RegistryAway when any page of it cannot be read
     */
    List<RegisteredService> late() {
        List<RegisteredService> late = new ArrayList<>();
        var page = answer(registry.late(null));
        late.addAll(page.items());
        while (page.nextCursor() != null) {
            page = answer(registry.late(page.nextCursor()));
            late.addAll(page.items());
        }
        return late;
    }

    /** How many call themselves degraded. */
    int degraded() {
        Map<String, String> filters = new HashMap<>(Map.of("status", "degraded"));
        ServiceList page = answer(registry.discover(filters));
        int count = page.count();
        while (page.nextCursor() != null) {
            filters.put("cursor", page.nextCursor());
            page = answer(registry.discover(filters));
            count += page.count();
        }
        return count;
    }

    /** One service, or empty when it is not registered any more. */
    Optional<RegisteredService> find(String serviceId) {
        var reply = registry.service(serviceId);
        return reply instanceof Refused<RegisteredService> refused && refused.status() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(answer(reply));
    }

    HealthReport health() {
        return answer(registry.health());
    }

    private static <T> T answer(Reply<T> reply) {
        return switch (reply) {
            case Answer<T>(var body) -> body;
            case Refused<T>(var problem) -> throw new RegistryAway("refused: " + problem.detail());
            case Unreachable<T>(var reason) -> throw new RegistryAway(reason);
        };
    }
}
