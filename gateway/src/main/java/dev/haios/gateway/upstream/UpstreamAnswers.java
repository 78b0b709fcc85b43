package dev.haios.gateway.upstream;

import dev.haios.contracts.receipt.AttemptOutcome;
import dev.haios.contracts.schema.RawJson;
import dev.haios.kit.web.HeldBytes;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a service answered. */
@Component
class UpstreamAnswers {

    /** What is kept of an answer that refuses the request. */
    private static final int MAX_REFUSAL_BYTES = 16_384;

    /** Memory is held for as long as a client takes to read a large answer. */
    private static final Duration ROOM = Duration.ofSeconds(1);

    private final UpstreamSettings settings;
    private final HeldBytes held;

    UpstreamAnswers(UpstreamSettings settings, HeldBytes held) {
        this.settings = settings;
        this.held = held;
    }

    Outcome read(ClassicHttpResponse response, @Nullable Piped piped) throws IOException {
        int status = response.getCode();
        if (status >= 200 && status < 300) {
            return done(response, status, piped);
        }
        var detail = "it answered " + status;
        if (status == 429) {
            return new Outcome.Retryable(
                    AttemptOutcome.RATE_LIMITED, status, detail, retryAfter(response), true);
        }
        if (status >= 500) {
            return new Outcome.Retryable(
                    AttemptOutcome.UPSTREAM_ERROR, status, detail, retryAfter(response), true);
        }
        if (status >= 400) {
            return new Outcome.Final(AttemptOutcome.REFUSED, status, detail, refusal(response));
        }
        return new Outcome.Retryable(
                AttemptOutcome.BAD_REPLY,
                status,
                detail + ", which is neither an answer nor a refusal",
                null,
                true);
    }

    private Outcome done(ClassicHttpResponse response, int status, @Nullable Piped piped)
            throws IOException {
        var type = contentType(response);
        if (piped != null && type.startsWith("text/event-stream")) {
            return stream(reader(response, false), status, piped);
        }
        if (piped != null && type.startsWith("application/x-ndjson")) {
            return stream(reader(response, true), status, piped);
        }
        try {
            return new Outcome.Success(status, body(response, settings.maxReplyBytes()));
        } catch (ReplyBody.NoRoom e) {
            // Not its fault, so it is not held against it.
            return new Outcome.Retryable(
                    AttemptOutcome.OVERLOADED, status, String.valueOf(e.getMessage()), ROOM, true);
        } catch (ReplyBody.Unusable e) {
            return new Outcome.Retryable(
                    AttemptOutcome.BAD_REPLY, status, String.valueOf(e.getMessage()), null, true);
        }
    }

    private EventReader reader(ClassicHttpResponse response, boolean lines) throws IOException {
        return new EventReader(content(response), lines, settings.maxReplyBytes());
    }

    private static Outcome stream(EventReader events, int status, Piped piped) throws IOException {
        var event = events.next();
        if (event == null || event.type().equals("error")) {
            return new Outcome.Retryable(
                    event == null ? AttemptOutcome.BAD_REPLY : AttemptOutcome.UPSTREAM_ERROR,
                    status,
                    event == null ? "the stream had no events" : "the stream began with an error",
                    null,
                    true);
        }
        piped.begin();
        for (; event != null; event = events.next()) {
            switch (event.type()) {
                case "done" -> {
                    return new Outcome.Success(status, ReplyBody.json(event.data()));
                }
                case "error" -> {
                    return new Outcome.Final(
                            AttemptOutcome.UPSTREAM_ERROR,
                            status,
                            "the stream ended in an error",
                            null);
                }
                default -> {
                    if (event.data().equals("[DONE]")) {
                        return new Outcome.Success(status, null);
                    }
                    piped.chunk(event.data());
                }
            }
        }
        return new Outcome.Success(status, null);
    }

    private @Nullable RawJson refusal(ClassicHttpResponse response) throws IOException {
        try {
            return body(response, MAX_REFUSAL_BYTES);
        } catch (ReplyBody.Unusable | ReplyBody.NoRoom e) {
            // The status has said it; an error page in HTML adds nothing.
            return null;
        }
    }

    private @Nullable RawJson body(ClassicHttpResponse response, int maxBytes) throws IOException {
        var entity = response.getEntity();
        return entity == null
                ? null
                : ReplyBody.read(entity.getContent(), entity.getContentLength(), maxBytes, held);
    }

    private static InputStream content(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    private static String contentType(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Content-Type");
        return header == null ? "" : header.getValue().toLowerCase(Locale.ROOT);
    }

    /** Seconds only; the form with a date is rare and not worth trusting two clocks for. */
    private static @Nullable Duration retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        return header == null || !header.getValue().matches("[0-9]{1,6}")
                ? null
                : Duration.ofSeconds(Long.parseLong(header.getValue()));
    }
}
