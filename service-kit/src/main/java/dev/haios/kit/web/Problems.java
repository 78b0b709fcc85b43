package dev.haios.kit.web;

import dev.haios.contracts.problem.Problem;
import dev.haios.contracts.schema.Violation;
import dev.haios.kit.trace.TraceContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** Builds the problem bodies of the edge; every type URI is {@code urn:haios:problem:<slug>}. */
public final class Problems {

    /** Member holding the seconds to wait; the {@code Retry-After} header says the same. */
    public static final String RETRY_AFTER = "retry_after_s";

    private static final String TYPE = "urn:haios:problem:";

    private Problems() {}

    /** A problem whose slug is the status' own name, such as {@code not-found}. */
    public static Problem of(HttpStatusCode status, String detail, @Nullable String path) {
        return of(status, slug(status), detail, path, List.of(), Map.of());
    }

    static Problem of(
            HttpStatusCode status,
            String slug,
            String detail,
            @Nullable String path,
            List<Violation> errors,
            Map<String, Object> fields) {
        return new Problem(
                TYPE + slug,
                title(status),
                status.value(),
                detail,
                path,
                TraceContext.traceId(),
                errors.isEmpty() ? null : errors,
                fields);
    }

    private static String slug(HttpStatusCode status) {
        return title(status).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static String title(HttpStatusCode status) {
        var known = HttpStatus.resolve(status.value());
        return known == null ? "Status " + status.value() : known.getReasonPhrase();
    }
}
