package dev.haios.router.membership;

import dev.haios.contracts.registry.RegisteredService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everyone who is registered at one revision. Immutable; services are sorted by name and id, so
 * that the same fleet always gives the same answer.
 */
public final class Roster {

    private static final Comparator<RegisteredService> ORDER =
            Comparator.comparing(RegisteredService::name)
                    .thenComparing(RegisteredService::serviceId);

    private final long revision;
    private final Map<String, RegisteredService> byId;
    private final List<RegisteredService> all;
    private final Map<String, List<RegisteredService>> byCap = new HashMap<>();

    Roster(long revision, Collection<RegisteredService> services) {
        this.revision = revision;
        byId =
                services.stream()
                        .collect(
                                Collectors.toMap(
                                        RegisteredService::serviceId,
                                        Function.identity(),
                                        (_, later) -> later));
        all = byId.values().stream().sorted(ORDER).toList();
        for (var service : all) {
            for (var cap : service.caps()) {
                byCap.computeIfAbsent(cap, _ -> new ArrayList<>()).add(service);
            }
        }
    }

    /** The registry's revision it shows. */
    public long revision() {
        return revision;
    }

    /** Everyone, by name and id. */
    public List<RegisteredService> all() {
        return all;
    }

    /** One service, or null when it is not registered. */
    public @Nullable RegisteredService find(String serviceId) {
        return byId.get(serviceId);
    }

    /** Those who may have all of these capabilities: the shortest list among them, unfiltered. */
    public List<RegisteredService> shortlist(List<String> caps) {
        var shortest = all;
        for (var cap : caps) {
            var having = byCap.getOrDefault(cap, List.of());
            shortest = having.size() < shortest.size() ? having : shortest;
        }
        return shortest;
    }

    Roster with(long newRevision, RegisteredService service) {
        var services = new HashMap<>(byId);
        services.put(service.serviceId(), service);
        return new Roster(newRevision, services.values());
    }

    Roster without(long newRevision, String serviceId) {
        var services = new HashMap<>(byId);
        services.remove(serviceId);
        return new Roster(newRevision, services.values());
    }
}
