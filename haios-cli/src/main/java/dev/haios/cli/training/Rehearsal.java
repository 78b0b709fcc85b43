package dev.haios.cli.training;

import dev.haios.cli.fleet.RehearsalCall;
import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The requests that a service is asked while its cache is trained. They are repeated, so that the
 * JVM sees which methods are hot, and tried again while a peer has not been found yet.
 */
final class Rehearsal {

    private static final int GOOD_ROUNDS = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final RehearsalCall HEALTH = new RehearsalCall("GET", "/health", Map.of());

    private final String baseUrl;

    Rehearsal(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Asks everything; answers what was still not answered well at the end, one line each. */
    Set<String> play(ServiceSpec service) {
        List<RehearsalCall> calls = new ArrayList<>(service.rehearsal());
        calls.add(HEALTH);
        Deadline deadline = Deadline.in(PATIENCE);
        Set<String> complaints = Set.of();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int good = 0; good < GOOD_ROUNDS && !deadline.isOver(); ) {
                complaints = round(client, calls);
                if (complaints.isEmpty()) {
                    good++;
                } else {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
            client.shutdownNow();
        }
        return complaints;
    }

    private Set<String> round(HttpClient client, List<RehearsalCall> calls) {
        Set<String> complaints = new LinkedHashSet<>();
        for (RehearsalCall call : calls) {
            String result = ask(client, call);
            if (!result.startsWith("2")) {
                complaints.add(call.method() + " " + call.path() + " " + result);
            }
        }
        return complaints;
    }

    /** The status, or what went wrong. */
    private String ask(HttpClient client, RehearsalCall call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + call.path())).timeout(CALL_TIMEOUT);
        if (call.body().isEmpty()) {
            request.method(call.method(), BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(
                            call.method(),
                            BodyPublishers.ofString(Wire.mapper().writeValueAsString(call.body())));
        }
        try {
            return Integer.toString(
                    client.send(request.build(), BodyHandlers.discarding()).statusCode());
        } catch (IOException broken) {
            return String.valueOf(broken.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
