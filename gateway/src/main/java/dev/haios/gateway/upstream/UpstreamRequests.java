package dev.haios.gateway.upstream;

import dev.haios.contracts.routing.Candidate;
import dev.haios.kit.trace.TraceContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Writes the request to a service: the payload as it came, and what there is to know as headers.
 */
@Component
class UpstreamRequests {

    private final UpstreamSettings settings;

    UpstreamRequests(UpstreamSettings settings) {
        this.settings = settings;
    }

    /** {@code url} and the path, joined by one slash. */
    static URI address(Candidate candidate, Forward forward) {
        var base = StringUtils.trimTrailingCharacter(candidate.url(), '/');
        var path = forward.path(candidate);
        return URI.create(base + (path.startsWith("/") ? path : "/" + path));
    }

    HttpPost request(
            URI uri, Candidate candidate, Forward forward, Duration limit, boolean streamed) {
        var request = new HttpPost(uri);
        request.setEntity(
                new ByteArrayEntity(forward.body(candidate), ContentType.APPLICATION_JSON));
        request.setHeader(
                "Accept",
                streamed ? "text/event-stream, application/json;q=0.9" : "application/json");
        request.setHeader("X-Haios-Run-Id", forward.runId());
        request.setHeader("Idempotency-Key", forward.idempotencyKey());
        request.setHeader("X-Haios-Deadline-Ms", Long.toString(Math.max(1, limit.toMillis())));
        if (forward.capability() != null) {
            request.setHeader("X-Haios-Capability", forward.capability());
        }
        if (forward.agent() != null) {
            request.setHeader("X-Haios-Agent", headerText(forward.agent()));
        }
        var traceparent = TraceContext.traceparent();
        if (traceparent != null) {
            request.setHeader("traceparent", traceparent);
        }
        if (!settings.token().isBlank()) {
            request.setHeader("Authorization", "Bearer " + settings.token().strip());
        }
        return request;
    }

    /** Header values are ASCII: anything else is percent-encoded, as in a URL. */
    private static String headerText(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                ? text
                : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
