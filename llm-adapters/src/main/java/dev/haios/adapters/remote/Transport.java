package dev.haios.adapters.remote;

import dev.haios.adapters.backend.Deadline;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Sends one request and reads one answer; never tries twice. Thread-safe. */
public final class Transport {

    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

    private static final int MAX_BYTES = 32 << 20;
    private static final int MAX_REFUSAL_BYTES = 65_536;

    private final CloseableHttpClient http;
    private final RemoteSettings settings;
    private final Clock clock;

    public Transport(CloseableHttpClient http, RemoteSettings settings, Clock clock) {
        this.http = http;
        this.settings = settings;
        this.clock = clock;
    }

    /** Null when the draft is complete. */
    @Nullable Trouble send(
            Provider provider,
            Dialect dialect,
            Ask ask,
            boolean streamed,
            Deadline deadline,
            Draft draft) {
        var left = deadline.left();
        if (left.toMillis() <= 0) {
            return new Trouble.Late();
        }
        var uri = URI.create(provider.baseUrl() + ask.path());
        var request = new HttpPost(uri);
        request.setEntity(
                new ByteArrayEntity(
                        Wire.lenient().writeValueAsBytes(ask.body()),
                        ContentType.APPLICATION_JSON));
        request.setHeader("Accept", streamed ? "text/event-stream" : "application/json");
        dialect.sign(request, provider.key());
        var patience = left.compareTo(settings.silence()) < 0 ? left : settings.silence();
        request.setConfig(
                RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.ofSeconds(2))
                        .setResponseTimeout(Timeout.ofMilliseconds(patience.toMillis()))
                        .build());
        try {
            var response = http.executeOpen(HttpHost.create(uri), request, null);
            try {
                return answer(response, request, dialect, streamed, deadline, draft);
            } finally {
                close(response);
            }
        } catch (ConnectTimeoutException
                | ConnectException
                | ConnectionRequestTimeoutException
                | UnknownHostException e) {
            return new Trouble.Unreachable();
        } catch (SocketTimeoutException e) {
            return new Trouble.Late();
        } catch (IOException e) {
            return new Trouble.Dropped();
        }
    }

    /** What there is of the answer has been read: that closing fails changes nothing. */
    private static void close(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            LOG.debug("an answer could not be closed: {}", e.toString());
        }
    }

    private @Nullable Trouble answer(
            ClassicHttpResponse response,
            HttpPost request,
            Dialect dialect,
            boolean streamed,
            Deadline deadline,
            Draft draft)
            throws IOException {
        boolean complete = false;
        try {
            var trouble =
                    response.getCode() / 100 == 2
                            ? read(response, dialect, streamed, deadline, draft)
                            : new Trouble.SaidNo(refusal(response, dialect, deadline));
            complete = trouble == null || response.getCode() / 100 != 2;
            return trouble;
        } finally {
            if (!complete) {
                // Closing alone would read on to its end, which may never come; this also tells
                // the provider to stop.
                request.cancel();
            }
        }
    }

    private static @Nullable Trouble read(
            ClassicHttpResponse response,
            Dialect dialect,
            boolean streamed,
            Deadline deadline,
            Draft draft)
            throws IOException {
        var body = new AnswerBody(content(response), MAX_BYTES, deadline);
        try {
            return streamed ? stream(body, dialect, draft) : whole(body, dialect, draft);
        } catch (JacksonException e) {
            return new Trouble.BrokenOff("the answer is not the JSON it should be");
        } catch (SocketTimeoutException e) {
            return new Trouble.Late();
        } catch (IOException e) {
            return new Trouble.BrokenOff("the answer broke off");
        }
    }

    private static @Nullable Trouble whole(InputStream body, Dialect dialect, Draft draft)
            throws IOException {
        dialect.whole(json(body.readAllBytes()), draft);
        return draft.isFinished()
                ? null
                : new Trouble.BrokenOff("the answer holds nothing that is understood");
    }

    private static @Nullable Trouble stream(InputStream body, Dialect dialect, Draft draft)
            throws IOException {
        var events = new EventReader(body);
        var reading = dialect.reading();
        for (var data = events.next(); data != null; data = events.next()) {
            if (data.equals("[DONE]")) {
                break;
            }
            var refusal = reading.event(json(data.getBytes(StandardCharsets.UTF_8)), draft);
            if (refusal != null) {
                return new Trouble.SaidNo(refusal);
            }
        }
        return draft.isFinished() ? null : new Trouble.BrokenOff("the stream broke off");
    }

    private Refusal refusal(ClassicHttpResponse response, Dialect dialect, Deadline deadline)
            throws IOException {
        JsonNode body;
        try {
            body =
                    json(
                            new AnswerBody(content(response), MAX_REFUSAL_BYTES, deadline)
                                    .readAllBytes());
        } catch (JacksonException e) {
            // A proxy's page in HTML; the status says enough.
            body = Wire.lenient().createObjectNode();
        }
        var said = dialect.refusal(response.getCode(), body);
        var after = after(response);
        return after == null ? said : new Refusal(said.kind(), said.message(), said.param(), after);
    }

    private @Nullable Duration after(ClassicHttpResponse response) {
        var millis = duration(header(response, "retry-after-ms"), 1);
        if (millis != null) {
            return millis;
        }
        var text = header(response, "retry-after");
        var seconds = duration(text, 1_000);
        if (seconds != null) {
            return seconds;
        }
        try {
            var at = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).parse(text);
            var left = Duration.between(clock.instant(), Instant.from(at));
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Null when it is not a number, or none that a wait could be. */
    private static @Nullable Duration duration(String number, int unitMillis) {
        try {
            double value = Double.parseDouble(number);
            return value >= 0 && value < 1e9
                    ? Duration.ofMillis((long) (value * unitMillis))
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String header(ClassicHttpResponse response, String name) {
        var header = response.getFirstHeader(name);
        return header == null || header.getValue() == null ? "" : header.getValue().strip();
    }

    private static JsonNode json(byte[] bytes) {
        return Wire.lenient().readTree(bytes);
    }

    private static InputStream content(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }
}
