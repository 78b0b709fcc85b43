package dev.haios.kit.testing;

import dev.haios.contracts.problem.Problem;
import dev.haios.contracts.schema.Wire;
import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/**
 * What a service answered to a test.
 *
 * @param body as text; {@link #json()} reads it
 */
public record Response(int status, HttpHeaders headers, String body) {

    public JsonNode json() {
        return Wire.lenient().readTree(body);
    }

    /** The body as a problem; fails when it is not one by its media type. */
    public Problem problem() {
        if (!contentType().startsWith(Problem.MEDIA_TYPE)) {
            throw new AssertionError(
                    "expected a problem, but got " + status + " " + contentType() + ": " + body);
        }
        return Wire.lenient().readValue(body, Problem.class);
    }

    public <T> T as(Class<T> type) {
        return Wire.lenient().readValue(body, type);
    }

    public String contentType() {
        return headers.firstValue("Content-Type").orElse("");
    }
}
