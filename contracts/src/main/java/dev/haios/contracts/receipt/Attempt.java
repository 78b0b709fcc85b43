package dev.haios.contracts.receipt;

import dev.haios.contracts.schema.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * One try at one service.
 *
 * @param ms how long it took, in milliseconds
 * @param httpStatus what it answered, if it did, 100 to 599
 * @param detail for people, at most 1024 characters; never the payload
 */
public record Attempt(
        String serviceId,
        String name,
        String url,
        AttemptOutcome outcome,
        double ms,
        @Nullable Integer httpStatus,
        @Nullable String detail) {

    /** Checks the bounds. */
    public Attempt {
        Bounds.id("service_id", serviceId);
        Bounds.name("name", name);
        Bounds.url("url", url);
        Bounds.range("ms", ms, 0, 86_400_000);
        Bounds.range("http_status", httpStatus, 100, 599);
        Bounds.text("detail", detail, 1024);
    }
}
