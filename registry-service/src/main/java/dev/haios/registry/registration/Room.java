package dev.haios.registry.registration;

import dev.haios.registry.catalog.Catalog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * For how many services there is room. Those of one group of commits are not in the catalog yet
 * when the next of them is looked at, so that a few more may be taken in at once.
 */
@Component
class Room {

    private final Catalog catalog;
    private final int services;

    Room(Catalog catalog, RegistrationSettings settings, MeterRegistry meters) {
        this.catalog = catalog;
        this.services = settings.maxServices();
        Gauge.builder("haios_registry_services_limit", this, Room::services)
                .description("Services that may be registered")
                .register(meters);
    }

    int services() {
        return services;
    }

    boolean isTaken() {
        return catalog.size() >= services;
    }
}
