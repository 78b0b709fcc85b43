package dev.haios.adapters.card;

import dev.haios.adapters.backend.Backend;
import dev.haios.contracts.registry.CostHint;
import dev.haios.contracts.registry.ServiceRegistration;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.kit.presence.Registrant;
import dev.haios.kit.surface.HealthSource;
import java.math.BigDecimal;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CardConfiguration {

    @Bean
    Registrant registrant(Backend backend) {
        var card = backend.card();
        return (url, interval, ttl) ->
                ServiceRegistration.of(
                                card.serviceName(),
                                ServiceType.MODEL,
                                card.role(),
                                url.toString(),
                                card.capabilities())
                        .withLabels(
                                Map.of(
                                        "provider", card.provider(),
                                        "model", card.model(),
                                        "backend", card.backend(),
                                        "tier", "local",
                                        "invoke_path", "/invoke"))
                        .withModel(card.contextWindow(), new CostHint(BigDecimal.ZERO))
                        .withLiveness(interval, ttl);
    }

    @Bean
    HealthSource backendHealth(Backend backend) {
        return () -> HealthSource.State.ok(Map.of("backend", backend.card().backend()));
    }
}
