package dev.haios.kit.testing;

import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A plain HTTP client for tests; the base address is fixed, time-outs are always set. */
public final class Http {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final URI base;

    public Http(URI base) {
        this.base = base;
    }

    public Response get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    /** Posts a JSON text as it stands, or any other object as wire JSON. */
    public Response post(String path, Object body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Response put(String path, Object body, String... headers) {
        return send("PUT", path, body, headers);
    }

    public Response send(String method, String path, Object body, String... headers) {
        var json = body instanceof String text ? text : Wire.mapper().writeValueAsString(body);
        return send(
                request(path, headers)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json))
                        .build());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    /** Waits for the whole body too: the request's own time-out ends with the headers. */
    public Response send(HttpRequest request) {
        var pending = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            var response = pending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return new Response(response.statusCode(), response.headers(), response.body());
        } catch (ExecutionException | TimeoutException e) {
            pending.cancel(true);
            throw new UncheckedIOException(
                    request.method() + " " + request.uri(),
                    new IOException(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
