package dev.haios.events.log;

import dev.haios.contracts.event.EventTypes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Counts stored events by type. Only the fleet's own types have a series: publishers may invent
 * others without end, which share the word {@code other}.
 */
@Component
final class EventMeters {

    private static final List<String> KNOWN =
            List.of(
                    EventTypes.HEARTBEAT,
                    EventTypes.STATUS_UPDATE,
                    EventTypes.ALERT,
                    EventTypes.SERVICE_REGISTERED,
                    EventTypes.SERVICE_DEREGISTERED,
                    EventTypes.STATUS_CHANGED,
                    EventTypes.ROLE_CHANGED,
                    EventTypes.ROUTING_RECEIPT,
                    EventTypes.BUDGET,
                    EventTypes.RESERVATION,
                    EventTypes.CONTEXT,
                    EventTypes.SUMMARY,
                    EventTypes.PLAN,
                    EventTypes.TASK,
                    EventTypes.KILL,
                    EventTypes.OPERATION,
                    EventTypes.OPERATOR_ACTION);

    private final Map<String, Counter> byType = new HashMap<>();
    private final Counter other;

    EventMeters(EventLog events, MeterRegistry meters) {
        KNOWN.forEach(type -> byType.put(type, counter(type, meters)));
        other = counter("other", meters);
        events.follow(this::count);
    }

    private static Counter counter(String type, MeterRegistry meters) {
        return Counter.builder("haios_events_total")
                .description("Events stored, by type")
                .tag("type", type)
                .register(meters);
    }

    private void count(List<StoredEvent> stored) {
        stored.forEach(event -> byType.getOrDefault(event.eventType(), other).increment());
    }
}
