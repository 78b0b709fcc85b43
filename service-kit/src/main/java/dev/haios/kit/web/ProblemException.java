package dev.haios.kit.web;

import dev.haios.contracts.schema.Violation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A refusal on its way to the client, answered as {@code application/problem+json}. Thrown by
 * controllers when a domain outcome is an HTTP error; each service lists its own in one {@code
 * Problems} class.
 */
public final class ProblemException extends RuntimeException {

    private final HttpStatus status;
    private final String slug;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private List<Violation> errors = List.of();

    private ProblemException(HttpStatus status, String slug, String detail) {
        // An answer, not a crash: nobody reads its stack.
        super(detail, null, false, false);
        this.status = status;
        this.slug = slug;
    }

    /**
     * A refusal with this status.
     *
     * @param slug last part of the stable type URI {@code urn:haios:problem:<slug>}
     * @param detail one sentence for the caller that says what to do next
     */
    public static ProblemException of(HttpStatus status, String slug, String detail) {
        return new ProblemException(status, slug, detail);
    }

    /** Adds a member a client needs to act on, for instance the id it named. */
    public ProblemException with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    /** Names the spots in the request that are wrong. */
    public ProblemException at(List<Violation> violations) {
        errors = List.copyOf(violations);
        return this;
    }

    /** Adds {@code retry_after_s} and the {@code Retry-After} header, rounded up to seconds. */
    public ProblemException retryAfter(Duration delay) {
        return with(Problems.RETRY_AFTER, Math.max(1, delay.plusMillis(999).toSeconds()));
    }

    public HttpStatus status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    Map<String, Object> fields() {
        return fields;
    }

    List<Violation> errors() {
        return errors;
    }
}
