package dev.haios.router.membership;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.router.membership.Availability.Unavailable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of a service can change an answer; two equal faces route the same. */
record RoutingFace(
        String name,
        ServiceType type,
        ServiceRole role,
        String url,
        List<String> caps,
        Map<String, @Nullable Object> labels,
        @Nullable Integer ctxLimit,
        @Nullable BigDecimal usdPer1k,
        Health health,
        boolean unavailable) {

    static RoutingFace of(RegisteredService service) {
        return new RoutingFace(
                service.name(),
                service.type(),
                service.role(),
                service.url(),
                service.caps(),
                service.labels(),
                service.ctxLimit(),
                service.costHintUsdPer1k(),
                service.status(),
                Availability.of(service) instanceof Unavailable);
    }
}
