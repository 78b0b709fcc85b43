package dev.haios.gateway.upstream;

import dev.haios.contracts.receipt.AttemptOutcome;
import dev.haios.contracts.routing.Candidate;
import dev.haios.kit.access.UrlPolicy;
import dev.haios.kit.http.OutboundHttp;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Calls a service once. Only hosts that the URL policy allows are called, judged by what their name
 * resolves to at the moment of the connection, and no redirect is followed. Thread-safe.
 */
@Component
class UpstreamClient {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamClient.class);

    private final CloseableHttpClient http;
    private final UrlPolicy policy;
    private final UpstreamRequests requests;
    private final UpstreamAnswers answers;
    private final Watchdog watchdog;

    UpstreamClient(
            OutboundHttp outbound,
            UrlPolicy policy,
            UpstreamRequests requests,
            UpstreamAnswers answers,
            Watchdog watchdog) {
        // Every call is watched from its first moment to its last, also between two reads.
        this.http = outbound.client("upstreams", OutboundHttp.UNTIL_ABORTED, policy::resolve);
        this.policy = policy;
        this.requests = requests;
        this.answers = answers;
        this.watchdog = watchdog;
    }

    /** One try. A sink asks for a streamed answer. */
    Outcome call(
            Candidate candidate,
            Forward forward,
            Patience patience,
            Caller caller,
            @Nullable StreamSink sink) {
        URI uri;
        try {
            uri = UpstreamRequests.address(candidate, forward);
        } catch (IllegalArgumentException e) {
            return Outcome.Retryable.of(
                    AttemptOutcome.CONNECT_FAILED, "its URL is not one: " + e.getMessage());
        }
        if (policy.check(uri) instanceof UrlPolicy.Verdict.Refused(var reason)) {
            return Outcome.Retryable.of(AttemptOutcome.CONNECT_FAILED, reason);
        }
        var request = requests.request(uri, candidate, forward, patience.attempt(), sink != null);
        try (var watch = watchdog.watch(request::abort, patience.attempt(), caller)) {
            return exchange(uri, request, patience, watch, sink);
        }
    }

    private Outcome exchange(
            URI uri, HttpPost request, Patience patience, Watch watch, @Nullable StreamSink sink) {
        var piped =
                sink == null
                        ? null
                        : new Piped(sink, () -> watchdog.extend(watch, patience.whole().get()));
        try {
            return readAndLetGo(
                    request, http.executeOpen(HttpHost.create(uri), request, null), piped);
        } catch (IOException e) {
            return failed(e, watch.verdict(), patience, piped);
        }
    }

    private Outcome readAndLetGo(
            HttpPost request, ClassicHttpResponse response, @Nullable Piped piped)
            throws IOException {
        try {
            return answers.read(response, piped);
        } finally {
            // Closing an answer reads it to its end, which an endless one does not have. An answer
            // that was read has given its connection back already and does not feel this.
            request.abort();
            try {
                response.close();
            } catch (IOException e) {
                // What was read stands, however the rest of the connection ends.
                LOG.trace("connection dropped with its answer unread", e);
            }
        }
    }

    private static Outcome failed(
            IOException e, Watch.Verdict verdict, Patience patience, @Nullable Piped piped) {
        if (verdict == Watch.Verdict.CALLER_GONE || e instanceof Piped.CallerGone) {
            return Outcome.Final.of(AttemptOutcome.CANCELLED, "the caller went away");
        }
        boolean timedOut = verdict == Watch.Verdict.TIME_UP || isReadTimeout(e);
        if (piped != null && piped.hasBegun()) {
            return timedOut
                    ? Outcome.Final.of(AttemptOutcome.TIMEOUT, "the stream took too long")
                    : Outcome.Final.of(AttemptOutcome.BAD_REPLY, "the stream broke: " + said(e));
        }
        if (timedOut) {
            return Outcome.Retryable.of(
                    AttemptOutcome.TIMEOUT,
                    "no answer within " + patience.attempt().toMillis() + " ms");
        }
        return isConnectFailure(e)
                ? Outcome.Retryable.of(AttemptOutcome.CONNECT_FAILED, said(e))
                : Outcome.Retryable.of(AttemptOutcome.BAD_REPLY, said(e));
    }

    private static boolean isReadTimeout(IOException e) {
        return e instanceof SocketTimeoutException && !(e instanceof ConnectTimeoutException);
    }

    private static boolean isConnectFailure(IOException e) {
        return e instanceof ConnectException
                || e instanceof ConnectTimeoutException
                || e instanceof NoRouteToHostException
                || e instanceof UnknownHostException;
    }

    private static String said(IOException e) {
        var text = e.getClass().getSimpleName() + ": " + e.getMessage();
        return e instanceof ReplyBody.Unusable
                ? String.valueOf(e.getMessage())
                : text.substring(0, Math.min(text.length(), 300));
    }

    @PreDestroy
    void close() throws IOException {
        http.close();
    }
}
