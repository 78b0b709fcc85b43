package dev.haios.cli.call;

import dev.haios.cli.fleet.Endpoints;
import dev.haios.cli.fleet.FleetFile;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Calls services over HTTP/1.1. Connects within 2 s, follows no redirect, and retries nothing: a
 * person is there to do that. Thread-safe.
 */
public final class ServiceCalls implements AutoCloseable {

    /** How long an ordinary question may take. */
    public static final Duration QUICK = Duration.ofSeconds(10);

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final HttpClients clients = new HttpClients(CONNECT);

    private final Endpoints endpoints;
    private final Credential credential;

    public ServiceCalls(Session session) {
        this.endpoints = new Endpoints(session, FleetFile.of(session));
        this.credential = new Credential(session);
    }

    /** The base URL of a service, for showing it. */
    public URI url(String service) {
        return endpoints.of(service);
    }

    /** GETs {@code path} (with its query) from a service; any status is a reply. */
    public Reply get(String service, String path) {
        HttpRequest request = request(service, path).timeout(QUICK).GET().build();
        return reply(service, send(service, request, BodyHandlers.ofString()));
    }

    /** POSTs JSON to a service; any status is a reply. */
    public Reply post(String service, String path, String json, Duration timeout) {
        HttpRequest request =
                request(service, path)
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build();
        return reply(service, send(service, request, BodyHandlers.ofString()));
    }

    /** PUTs JSON to a service; any status is a reply. */
    public Reply put(String service, String path, String json) {
        HttpRequest request =
                request(service, path)
                        .timeout(QUICK)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json))
                        .build();
        return reply(service, send(service, request, BodyHandlers.ofString()));
    }

    /** DELETEs something of a service; any status is a reply. */
    public Reply delete(String service, String path) {
        HttpRequest request = request(service, path).timeout(QUICK).DELETE().build();
        return reply(service, send(service, request, BodyHandlers.ofString()));
    }

    /**
     * Opens a stream of server-sent events with GET; a refusal is a failure. The caller closes it.
     */
    public EventSource stream(String service, String path, Map<String, String> headers) {
        HttpRequest.Builder request =
                request(service, path).header("Accept", "text/event-stream").GET();
        headers.forEach(request::header);
        return open(service, request.build());
    }

    /**
     * POSTs JSON and reads the answer as server-sent events; a refusal is a failure. The caller
     * closes it.
     */
    public EventSource streamPost(String service, String path, String json) {
        return open(
                service,
                request(service, path)
                        .header("Accept", "text/event-stream, application/json")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build());
    }

    @Override
    public void close() {
        clients.close();
    }

    private EventSource open(String service, HttpRequest request) {
        HttpResponse<InputStream> response = send(service, request, BodyHandlers.ofInputStream());
        if (response.statusCode() / 100 == 2) {
            return new EventSource(response.body());
        }
        try (InputStream body = response.body()) {
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            throw ProblemText.failure(new Reply(service, response.statusCode(), text));
        } catch (IOException cutOff) {
            throw unreachable(service, cutOff);
        }
    }

    private HttpRequest.Builder request(String service, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(endpoints.of(service) + path))
                        .header("User-Agent", "haios-cli");
        credential.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private <T> HttpResponse<T> send(String service, HttpRequest request, BodyHandler<T> body) {
        try {
            return clients.to(request.uri()).send(request, body);
        } catch (IOException broken) {
            throw unreachable(service, broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Failure.of(ExitCode.FAILED, "interrupted", "Run it again.");
        }
    }

    private Failure unreachable(String service, IOException cause) {
        URI url = endpoints.of(service);
        if (cause instanceof HttpTimeoutException
                && !(cause.getCause() instanceof ConnectException)) {
            return Failure.of(
                    ExitCode.FAILED,
                    service + " at " + url + " gave no answer in time",
                    "Look at `haios status` and `haios logs " + service + "`.");
        }
        return Failure.of(
                ExitCode.FAILED,
                service + " cannot be reached at " + url,
                "Start the fleet with `haios up`, or see what runs with `haios status`.");
    }

    private static Reply reply(String service, HttpResponse<String> response) {
        return new Reply(service, response.statusCode(), response.body());
    }
}
