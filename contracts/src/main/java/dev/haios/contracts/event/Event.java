package dev.haios.contracts.event;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened. Written flat, {@code {"event_type":…,"agent":…}}, or with everything but
 * the type under {@code data}; {@link #flat()} makes both the same.
 *
 * @param eventType a word of {@link EventTypes} or another of the same shape
 * @param eventId makes a repeated delivery recognisable
 * @param ts when it happened
 * @param source the service that says so
 * @param agent the agent it is about
 * @param runId the run it belongs to
 * @param traceId 32 hexadecimal digits of the trace it belongs to
 * @param fields everything else, in the order written, at most 100; values as plain Java: text,
 *     number, boolean, null, list, map
 */
@Contract("event")
public record Event(
        String eventType,
        @Nullable String eventId,
        @Nullable Instant ts,
        @Nullable String source,
        @Nullable String agent,
        @Nullable String runId,
        @Nullable String traceId,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> fields) {

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_.:-]{0,63}");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
    private static final String DATA = "data";
    private static final int MAX_FIELDS = 100;

    /** Checks the bounds and copies the fields. */
    public Event {
        Bounds.matches("event_type", eventType, TYPE, "a word of at most 64 of a-z, 0-9, _.:-");
        Bounds.id("event_id", eventId);
        Bounds.name("source", source);
        Bounds.name("agent", agent);
        Bounds.runId("run_id", runId);
        Bounds.matches("trace_id", traceId, TRACE, "32 hexadecimal digits");
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        Bounds.check(fields.size() <= MAX_FIELDS, "fields", "must be at most " + MAX_FIELDS);
    }

    /** An event of fields only. */
    public static Event of(String eventType, Map<String, @Nullable Object> fields) {
        return new Event(eventType, null, null, null, null, null, null, fields);
    }

    /**
     * The same event without {@code data}: its members stand beside the others, which win where
     * both name the same field.
     *
     * @throws IllegalArgumentException if a member of {@code data} that everybody understands is
     *     not what it should be
     */
    public Event flat() {
        if (!(fields.get(DATA) instanceof Map<?, ?> data)) {
            return this;
        }
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        data.forEach((key, value) -> merged.put(String.valueOf(key), value));
        merged.remove("event_type");
        Event inner =
                new Event(
                        eventType,
                        text(merged.remove("event_id")),
                        instant(merged.remove("ts")),
                        text(merged.remove("source")),
                        text(merged.remove("agent")),
                        text(merged.remove("run_id")),
                        text(merged.remove("trace_id")),
                        merged);
        fields.forEach((key, value) -> {
            if (!key.equals(DATA)) {
                merged.put(key, value);
            }
        });
        return new Event(
                eventType,
                eventId != null ? eventId : inner.eventId,
                ts != null ? ts : inner.ts,
                source != null ? source : inner.source,
                agent != null ? agent : inner.agent,
                runId != null ? runId : inner.runId,
                traceId != null ? traceId : inner.traceId,
                merged);
    }

    private static @Nullable String text(@Nullable Object value) {
        Bounds.check(value == null || value instanceof String, DATA, "must hold texts here");
        return (String) value;
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        String text = text(value);
        return text == null ? null : Instant.parse(text);
    }
}
