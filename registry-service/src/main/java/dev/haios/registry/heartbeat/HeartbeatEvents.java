package dev.haios.registry.heartbeat;

import dev.haios.contracts.event.Event;
import dev.haios.contracts.event.EventTypes;
import dev.haios.contracts.heartbeat.ResourceUse;
import dev.haios.contracts.heartbeat.ServiceHeartbeat;
import dev.haios.contracts.heartbeat.TokenUsage;
import dev.haios.kit.events.EventPublisher;
import dev.haios.registry.catalog.Catalog;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the event stream of heartbeats; they may be lost on the way, the next one comes soon. */
@Component
class HeartbeatEvents {

    private final EventPublisher events;
    private final Catalog catalog;

    HeartbeatEvents(EventPublisher events, Catalog catalog) {
        this.events = events;
        this.catalog = catalog;
    }

    /** A beat that speaks for no agent speaks for the service itself. */
    void tell(ServiceHeartbeat beat) {
        var entry = catalog.find(beat.serviceId());
        var name = entry == null ? beat.serviceId() : entry.service().profile().name();
        events.emit(beat.serviceId() + '/' + beat.agent(), () -> event(beat, name));
    }

    private static Event event(ServiceHeartbeat beat, String name) {
        return new Event(
                EventTypes.HEARTBEAT,
                null,
                null,
                null,
                beat.agent() == null ? name : beat.agent(),
                beat.runId(),
                null,
                fields(beat, name));
    }

    private static Map<String, Object> fields(ServiceHeartbeat beat, String name) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "progress", beat.progress());
        fields.put("status", beat.status());
        put(fields, "token_usage", tokens(beat.tokenUsage()));
        put(fields, "resources", resources(beat.resources()));
        fields.put("service_id", beat.serviceId());
        fields.put("service_name", name);
        put(fields, "message", beat.message());
        put(fields, "p95_ms", beat.p95Ms());
        put(fields, "queue_depth", beat.queueDepth());
        put(fields, "load", beat.load());
        return fields;
    }

    private static @Nullable Map<String, Object> tokens(@Nullable TokenUsage usage) {
        return usage == null
                ? null
                : Map.of("ctx_used", usage.ctxUsed(), "ctx_limit", usage.ctxLimit());
    }

    private static @Nullable Map<String, Object> resources(@Nullable ResourceUse use) {
        if (use == null) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "cpu", use.cpu());
        put(fields, "mem_mb", use.memMb());
        put(fields, "gpu_mem_mb", use.gpuMemMb());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
