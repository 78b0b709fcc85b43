package dev.haios.router.stats;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.routing.Tier;
import dev.haios.router.figures.Busyness;
import dev.haios.router.figures.Figures;
import dev.haios.router.membership.Availability;
import dev.haios.router.membership.Availability.Unavailable;
import dev.haios.router.ranking.Provider;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service as routing sees it.
 *
 * @param p95Ms 95th percentile of latency in milliseconds
 * @param p95By who measured it; {@code nobody} with a value means that the matrix expects it
 * @param failing whether its last calls failed in a row
 * @param inMatrix whether the matrix speaks of it
 * @param reason why it is not available, absent when it is
 */
record ProviderView(
        String serviceId,
        String name,
        ServiceType type,
        ServiceRole role,
        String url,
        List<String> caps,
        Tier tier,
        @Nullable String provider,
        @Nullable String model,
        @Nullable Integer ctxLimit,
        @JsonProperty("usd_per_1k") @Nullable BigDecimal usdPer1k,
        @Nullable Double p95Ms,
        Figures.Source p95By,
        double load,
        int queueDepth,
        Busyness busyness,
        boolean failing,
        Health status,
        boolean inMatrix,
        boolean available,
        @Nullable String reason) {

    static ProviderView of(Provider provider) {
        var service = provider.service();
        var figures = provider.figures();
        var reason = Availability.of(service) instanceof Unavailable(var why) ? why : null;
        return new ProviderView(
                service.serviceId(),
                service.name(),
                service.type(),
                service.role(),
                service.url(),
                service.caps(),
                provider.tier(),
                provider.vendor(),
                provider.model(),
                provider.ctxLimit(),
                provider.usdPer1k(),
                provider.p95Ms(),
                figures.measuredBy(),
                figures.load(),
                figures.queueDepth(),
                figures.busyness(),
                figures.failing(),
                service.status(),
                provider.entry() != null,
                reason == null,
                reason);
    }
}
