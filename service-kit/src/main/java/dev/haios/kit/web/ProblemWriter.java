package dev.haios.kit.web;

import dev.haios.contracts.problem.Problem;
import dev.haios.contracts.schema.Wire;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Writes a problem where no controller can: in filters, and in Tomcat's own error reports. */
public final class ProblemWriter {

    private ProblemWriter() {}

    /** The same for a refusal, with {@code Retry-After} when it says how long to wait. */
    public static void write(
            HttpServletResponse response, ProblemException refusal, @Nullable String path)
            throws IOException {
        var retryAfter = refusal.fields().get(Problems.RETRY_AFTER);
        if (retryAfter != null && !response.isCommitted()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        write(response, Problems.of(refusal, path));
    }

    /** Does nothing when the answer has already begun. */
    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        byte[] body = Wire.mapper().writeValueAsBytes(problem);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
