package dev.haios.kit.peers;

import dev.haios.contracts.problem.Problem;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.peers.Reply.Answer;
import dev.haios.kit.peers.Reply.Refused;
import dev.haios.kit.peers.Reply.Unreachable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;

/**
 * One HTTP exchange with a peer, turned into a {@link Reply}. Reads are tried three times; anything
 * else once, since only its caller knows whether it may be repeated.
 */
final class PeerCall {

    private static final RetryTemplate READS =
            new RetryTemplate(
                    RetryPolicy.builder()
                            .maxRetries(2)
                            .delay(Duration.ofMillis(100))
                            .jitter(Duration.ofMillis(50))
                            .multiplier(2)
                            .includes(NoAnswer.class)
                            .build());

    private final RestClient client;
    private final String peer;

    PeerCall(RestClient client, String peer) {
        this.client = client;
        this.peer = peer;
    }

    /** Carries a failed attempt through the retry template. */
    private static final class NoAnswer extends RuntimeException {
        NoAnswer(String reason) {
            super(reason, null, false, false);
        }
    }

    <T> Reply<T> get(String pathAndQuery, Class<T> type, Object... variables) {
        try {
            return READS.execute(() ->
                    switch (exchange(HttpMethod.GET, pathAndQuery, null, type, variables)) {
                        case Answer<T> answer -> answer;
                        case Refused<T> refused -> refused;
                        case Unreachable<T>(var reason) -> throw new NoAnswer(reason);
                    });
        } catch (RetryException e) {
            return new Unreachable<>(String.valueOf(e.getLastException().getMessage()));
        }
    }

    <T> Reply<T> send(
            HttpMethod method, String path, Object body, Class<T> type, Object... variables) {
        return exchange(method, path, body, type, variables);
    }

    private <T> Reply<T> exchange(
            HttpMethod method,
            String path,
            @Nullable Object body,
            Class<T> type,
            Object... variables) {
        try {
            var request = client.method(method).uri(path, variables);
            if (body != null) {
                request.contentType(MediaType.APPLICATION_JSON).body(body);
            }
            return request.exchangeForRequiredValue((sent, response) -> read(response, type));
        } catch (RestClientException | JacksonException | IllegalStateException e) {
            // Illegal state: the pool was closed meanwhile, because this service stops.
            return new Unreachable<>(peer + ": " + cause(e));
        }
    }

    private <T> Reply<T> read(ClientHttpResponse response, Class<T> type) throws IOException {
        int status = response.getStatusCode().value();
        byte[] body = response.getBody().readAllBytes();
        if (status < 300) {
            return new Answer<>(Wire.lenient().readValue(body, type));
        }
        if (status >= 500) {
            return new Unreachable<>(peer + ": status " + status);
        }
        return new Refused<>(problem(status, body));
    }

    private Problem problem(int status, byte[] body) {
        try {
            return Wire.lenient().readValue(body, Problem.class);
        } catch (JacksonException e) {
            // Whoever answered there is not one of ours; say what little is known.
            return new Problem(
                    "about:blank",
                    "Refused",
                    status,
                    peer + " answered " + status,
                    null,
                    null,
                    null,
                    java.util.Map.of());
        }
    }

    private static String cause(Throwable e) {
        var root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
