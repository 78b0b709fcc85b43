package dev.haios.contracts.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import dev.haios.contracts.schema.Violation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal or failure, as RFC 9457 has it: the body of {@code application/problem+json}.
 *
 * @param type stable URI of the kind of problem, {@code urn:haios:problem:<slug>}
 * @param title what kind it is, for people
 * @param status the HTTP status, 400 to 599
 * @param detail what happened this time, for people
 * @param instance the path that was asked for
 * @param traceId 32 hexadecimal digits, to find it in the logs
 * @param errors what is wrong with the request, when its body broke the contract
 * @param extensions further fields that help to act on it
 */
@Contract("problem")
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        @Nullable String traceId,
        @Nullable List<Violation> errors,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> extensions) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String PREFIX = "urn:haios:problem:";

    /** Checks the bounds and copies the collections. */
    public Problem {
        Bounds.text("type", type, 256);
        Bounds.text("title", title, 256);
        Bounds.range("status", status, 400, 599);
        Bounds.text("detail", detail, 4096);
        Bounds.text("instance", instance, 2048);
        Bounds.text("trace_id", traceId, 64);
        errors = errors == null ? null : List.copyOf(errors);
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    }

    /** A problem without instance, trace or extensions; {@code slug} is the end of its type. */
    public static Problem of(String slug, String title, int status, String detail) {
        return new Problem(PREFIX + slug, title, status, detail, null, null, null, Map.of());
    }

    /** The type URI of a slug. */
    public static String typeOf(String slug) {
        return PREFIX + slug;
    }

    /** The same with one more field. */
    public Problem with(String field, Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(extensions);
        more.put(field, value);
        return new Problem(type, title, status, detail, instance, traceId, errors, more);
    }

    /** The same with where it happened. */
    public Problem at(@Nullable String path, @Nullable String trace) {
        return new Problem(type, title, status, detail, path, trace, errors, extensions);
    }
}
