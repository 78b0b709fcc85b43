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

    private static final int LONGEST_DETAIL = 4096;
    private static final int LONGEST_PATH = 2048;

    private static final String TYPE = "urn:haios:problem:";

    private Problems() {}

    /** A problem whose slug is the status' own name, such as {@code not-found}. */
    public static Problem of(HttpStatusCode status, String detail, @Nullable String path) {
        return of(status, slug(status), detail, path, List.of(), Map.of());
    }

    static Problem of(ProblemException refusal, @Nullable String path) {
        return of(
                refusal.status(),
                refusal.slug(),
                String.valueOf(refusal.getMessage()),
                path,
                refusal.errors(),
                refusal.fields());
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
                cut(detail, LONGEST_DETAIL),
                path == null ? null : cut(path, LONGEST_PATH),
                TraceContext.traceId(),
                errors.isEmpty() ? null : errors,
                fields);
    }

    /** A caller who sends a long path or a long name is answered, not echoed in full. */
    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    private static String slug(HttpStatusCode status) {
        return title(status).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static String title(HttpStatusCode status) {
        var known = HttpStatus.resolve(status.value());
        return known == null ? "Status " + status.value() : known.getReasonPhrase();
    }
}
