package dev.haios.events.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How delivery fares, as metrics. */
@Component
final class HubMeters {

    private final MeterRegistry meters;
    private final Map<Transport, Timer> lag = new EnumMap<>(Transport.class);
    private final Map<Transport, Counter> gaps = new EnumMap<>(Transport.class);
    private final Map<Transport, Counter> lost = new EnumMap<>(Transport.class);

    HubMeters(MeterRegistry meters) {
        this.meters = meters;
        for (var transport : Transport.values()) {
            lag.put(transport, lag(transport));
            gaps.put(
                    transport,
                    counter("haios_event_gaps_total", "Gaps told to slow clients", transport));
            lost.put(
                    transport,
                    counter("haios_event_lost_total", "Events lost in these gaps", transport));
        }
    }

    private Timer lag(Transport transport) {
        return Timer.builder("haios_event_lag")
                .description("From an event being stored to its being written to a listener")
                .tag("transport", transport.label())
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(meters);
    }

    private Counter counter(String name, String description, Transport transport) {
        return Counter.builder(name)
                .description(description)
                .tag("transport", transport.label())
                .register(meters);
    }

    void watch(Hub hub) {
        for (var transport : Transport.values()) {
            Gauge.builder("haios_event_clients", hub, each -> each.connected(transport))
                    .description("Listeners connected")
                    .tag("transport", transport.label())
                    .register(meters);
            Gauge.builder("haios_event_queue_depth", hub, each -> each.mostBehind(transport))
                    .description("Events the slowest listener has not looked at")
                    .tag("transport", transport.label())
                    .register(meters);
        }
        Gauge.builder("haios_event_clients_limit", hub, each -> each.settings().maxClients())
                .description("Clients that may be connected")
                .register(meters);
        FunctionCounter.builder("haios_event_clients_refused_total", hub, Hub::refused)
                .description("Clients that found no place")
                .register(meters);
        Gauge.builder("haios_event_buffered", hub, Hub::buffered)
                .description("Events kept in memory for listeners")
                .register(meters);
    }

    void written(Transport transport, long nanos) {
        timer(transport).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Transport transport) {
        return Objects.requireNonNull(lag.get(transport));
    }

    void gap(Transport transport, long events) {
        Objects.requireNonNull(gaps.get(transport)).increment();
        Objects.requireNonNull(lost.get(transport)).increment((double) events);
    }
}
