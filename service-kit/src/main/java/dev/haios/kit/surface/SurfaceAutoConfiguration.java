package dev.haios.kit.surface;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.schema.Contracts;
import dev.haios.kit.home.ServiceIdentity;
import dev.haios.kit.store.Store;
import dev.haios.kit.store.StoreHealth;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Health, metrics, index and OpenAPI of every service. */
@AutoConfiguration(afterName = "dev.haios.kit.store.StoreAutoConfiguration")
@Import({HealthController.class, MetricsController.class, IndexController.class})
public class SurfaceAutoConfiguration {

    @Bean
    Condition condition(List<HealthSource> sources) {
        return new Condition(sources);
    }

    @Bean
    HealthSource running() {
        return () -> new HealthSource.State(Health.OK, null, Map.of(), true);
    }

    @Bean
    @ConditionalOnBean(Store.class)
    HealthSource storeHealth(Store store) {
        return () ->
                switch (store.health()) {
                    case StoreHealth.Writable() -> HealthSource.State.ok(Map.of());
                    case StoreHealth.Unwritable(var reason, _) ->
                            HealthSource.State.down(
                                    "the store cannot be written: " + reason.advice());
                };
    }

    @Bean
    Endpoints endpoints(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        return new Endpoints(mappings);
    }

    @Bean
    OpenApiDocument openApiDocument(
            ServiceIdentity identity, Endpoints endpoints, Contracts contracts) {
        return new OpenApiDocument(identity, endpoints, contracts);
    }
}
