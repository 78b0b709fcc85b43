package dev.haios.registry.changes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

@Component
class WatchMetrics {

    WatchMetrics(ChangeFeed feed, MeterRegistry meters) {
        Gauge.builder("haios_registry_watchers", feed, ChangeFeed::watchers)
                .description("Open streams of changes")
                .register(meters);
    }
}
