package dev.haios.adapters.card;

import dev.haios.adapters.backend.Backend;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.CostHint;
import dev.haios.contracts.registry.ServiceRegistration;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.presence.Registrant;
import dev.haios.kit.surface.HealthSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CardConfiguration {

    @Bean
    Registrant registrant(Backend backend) {
        return (url, interval, ttl) -> {
            var card = backend.card();
            var most = card.price().most();
            return ServiceRegistration.of(
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
                                    "tier", Wire.word(card.tier()),
                                    "invoke_path", "/invoke"))
                    .withModel(card.contextWindow(), most == null ? null : new CostHint(most))
                    .withLiveness(interval, ttl);
        };
    }

    @Bean
    HealthSource backendHealth(Backend backend) {
        return () -> {
            var fields = Map.<String, Object>of("backend", backend.card().backend());
            var obstacle = backend.obstacle();
            return obstacle == null
                    ? HealthSource.State.ok(fields)
                    // Nothing is wrong with the process; it must not be chosen, though.
                    : new HealthSource.State(Health.DOWN, obstacle, fields, true);
        };
    }
}
