package dev.haios.registry.expiry;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.surface.HealthSource;
import dev.haios.registry.catalog.Catalog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Shows how many services are alive, and whether the mass-expiry guard is holding any back: {@code
 * mass_expiry_held} and, while it is not zero, {@code mass_expiry_since}.
 */
@Component
class ExpiryHealth implements HealthSource {

    private final Catalog catalog;
    private final Expiry expiry;

    ExpiryHealth(Catalog catalog, Expiry expiry, MeterRegistry meters) {
        this.catalog = catalog;
        this.expiry = expiry;
        for (var health : Health.values()) {
            Gauge.builder("haios_registry_services", this, it -> it.count(health))
                    .description("Services by their health now")
                    .tag("status", Wire.word(health))
                    .register(meters);
        }
        Gauge.builder("haios_registry_mass_expiry_held", expiry, Expiry::held)
                .description("Services the mass-expiry guard keeps from going down")
                .register(meters);
        Gauge.builder("haios_registry_revision", catalog, Catalog::revision)
                .description("Revision of the last change")
                .register(meters);
    }

    @Override
    public State state() {
        Map<String, Object> fields = new LinkedHashMap<>();
        long down = count(Health.DOWN);
        long all = catalog.entries().count();
        fields.put("services", all);
        fields.put("live", Math.max(0, all - down));
        fields.put("revision", catalog.revision());
        int held = expiry.held();
        fields.put("mass_expiry_held", held);
        var began = expiry.holdBegan();
        if (held > 0 && began != null) {
            fields.put("mass_expiry_since", began.toString());
        }
        return State.ok(fields);
    }

    private long count(Health health) {
        long now = expiry.settle();
        return catalog.entries().filter(entry -> entry.health(now) == health).count();
    }
}
