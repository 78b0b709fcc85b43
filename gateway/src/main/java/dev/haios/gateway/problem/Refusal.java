package dev.haios.gateway.problem;

import dev.haios.contracts.problem.Problem;
import dev.haios.contracts.receipt.RoutingReceipt;
import dev.haios.kit.trace.TraceContext;
import dev.haios.kit.web.ProblemException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The refusal of a call that reached routing. It carries {@code run_id}, {@code receipt_id} and
 * {@code attempts}, so that a client can look its receipt up.
 */
public final class Refusal {

    private final HttpStatus status;
    private final String slug;
    private final String detail;
    private final @Nullable Duration retryAfter;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Refusal(
            HttpStatus status, String slug, RoutingReceipt receipt, @Nullable Duration retryAfter) {
        this.status = status;
        this.slug = slug;
        this.detail = String.valueOf(receipt.detail());
        this.retryAfter = retryAfter;
        with("run_id", receipt.runId());
        with("receipt_id", receipt.receiptId());
        with("attempts", receipt.attempts());
    }

    /** Nobody who is registered could ever do this. */
    public static Refusal noMatch(RoutingReceipt receipt) {
        return new Refusal(HttpStatus.NOT_FOUND, "no-match", receipt, null);
    }

    /** Somebody could, but nobody can now. */
    public static Refusal nothingAvailable(RoutingReceipt receipt, Duration retryAfter) {
        return new Refusal(
                HttpStatus.SERVICE_UNAVAILABLE, "nothing-available", receipt, retryAfter);
    }

    /** Everybody who was tried failed. */
    public static Refusal allFailed(RoutingReceipt receipt, @Nullable Duration retryAfter) {
        return new Refusal(HttpStatus.BAD_GATEWAY, "all-candidates-failed", receipt, retryAfter);
    }

    /** The next call would cost more than is left. */
    public static Refusal overBudget(RoutingReceipt receipt) {
        return new Refusal(HttpStatus.PAYMENT_REQUIRED, "over-budget", receipt, null);
    }

    /** A service said that the request itself is wrong, so nobody else was tried. */
    public static Refusal byUpstream(RoutingReceipt receipt) {
        return new Refusal(HttpStatus.BAD_GATEWAY, "refused-by-upstream", receipt, null);
    }

    /** A streamed answer broke off, or the caller did. */
    public static Refusal interrupted(RoutingReceipt receipt) {
        return new Refusal(HttpStatus.BAD_GATEWAY, "interrupted", receipt, null);
    }

    /** The caller's time was up. */
    public static Refusal deadline(RoutingReceipt receipt) {
        return new Refusal(HttpStatus.GATEWAY_TIMEOUT, "deadline", receipt, null);
    }

    /** Adds a member to the body. */
    public Refusal with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    /** For an answer that has not begun. */
    public ProblemException exception() {
        var exception = ProblemException.of(status, slug, detail);
        fields.forEach(exception::with);
        return retryAfter == null ? exception : exception.retryAfter(retryAfter);
    }

    /** For the {@code error} event of an answer that has. */
    public Problem problem() {
        return new Problem(
                "urn:haios:problem:" + slug,
                status.getReasonPhrase(),
                status.value(),
                detail,
                "/invoke",
                TraceContext.traceId(),
                null,
                fields);
    }
}
