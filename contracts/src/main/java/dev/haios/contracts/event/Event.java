package dev.haios.contracts.event;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import dev.haios.contracts.schema.Wire;
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
        @JsonAnyGetter Map<String, @Nullable Object> fields) {

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
        Bounds.check(
                !fields.containsKey(DATA) || fields.get(DATA) instanceof Map,
                DATA,
                "must be an object");
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
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        data.forEach((key, value) -> all.put(String.valueOf(key), value));
        all.putAll(fields);
        all.remove(DATA);
        all.put("event_type", eventType);
        all.compute("event_id", (_, inner) -> eventId != null ? eventId : inner);
        all.compute("ts", (_, inner) -> ts != null ? ts : inner);
        all.compute("source", (_, inner) -> source != null ? source : inner);
        all.compute("agent", (_, inner) -> agent != null ? agent : inner);
        all.compute("run_id", (_, inner) -> runId != null ? runId : inner);
        all.compute("trace_id", (_, inner) -> traceId != null ? traceId : inner);
        return of(all);
    }

    /** Takes an event apart; a map keeps the order in which the fields were written. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Event of(Map<String, @Nullable Object> all) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(all);
        String type = text("event_type", rest.remove("event_type"));
        if (type == null) {
            throw new IllegalArgumentException("event_type is missing");
        }
        return new Event(
                type,
                text("event_id", rest.remove("event_id")),
                instant("ts", rest.remove("ts")),
                text("source", rest.remove("source")),
                text("agent", rest.remove("agent")),
                text("run_id", rest.remove("run_id")),
                text("trace_id", rest.remove("trace_id")),
                rest);
    }

    /** The same with what its author left open filled in; what is set already stays. */
    public Event completed(
            String id, Instant happenedAt, String saidBy, @Nullable String currentTrace) {
        return new Event(
                eventType,
                eventId != null ? eventId : id,
                ts != null ? ts : happenedAt,
                source != null ? source : saidBy,
                agent,
                runId,
                traceId != null ? traceId : currentTrace,
                fields);
    }

    private static @Nullable String text(String field, @Nullable Object value) {
        Bounds.check(value == null || value instanceof String, field, "must be text");
        return (String) value;
    }

    private static @Nullable Instant instant(String field, @Nullable Object value) {
        if (value instanceof Instant known) {
            return known;
        }
        String text = text(field, value);
        return text == null ? null : Wire.instant(text);
    }
}
