package dev.haios.cli.call;

import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks a service how it is. Thread-safe. */
public final class HealthCheck implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClients clients = new HttpClients(TIMEOUT);

    /** What was found. */
    public sealed interface Health {

        /**
         * A service of ours answered.
         *
         * @param service its wire name
         * @param status ok, degraded or down
         * @param version its release; empty when it does not say
         * @param uptimeSeconds since it started; negative when it does not say
         * @param detail why it is not ok; empty when it is, or does not say
         */
        record Answered(
                String service, String status, String version, long uptimeSeconds, String detail)
                implements Health {

            /** Whether it does its work, if perhaps not all of it. */
            public boolean isUp() {
                return status.equals("ok") || status.equals("degraded");
            }
        }

        /** Something answered that is no service of ours. */
        record Foreign(int httpStatus) implements Health {}

        /** Nobody answered in time. */
        record Silent() implements Health {}
    }

    /** Asks the service at this base URL; takes at most about two seconds. */
    public Health ask(String baseUrl) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(baseUrl + "/health"))
                        .timeout(TIMEOUT)
                        .GET()
                        .build();
        try {
            HttpResponse<String> response =
                    clients.to(request.uri()).send(request, BodyHandlers.ofString());
            return read(response);
        } catch (IOException nobody) {
            return new Health.Silent();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new Health.Silent();
        }
    }

    @Override
    public void close() {
        clients.close();
    }

    private static Health read(HttpResponse<String> response) {
        try {
            JsonNode body = Wire.lenient().readTree(response.body());
            String service = body.path("service").asString("");
            String status = body.path("status").asString("");
            if (!service.isEmpty() && !status.isEmpty()) {
                String detail = body.path("reason").asString(body.path("detail").asString(""));
                return new Health.Answered(
                        service,
                        status,
                        body.path("version").asString(""),
                        (long) body.path("uptime_s").asDouble(-1),
                        detail);
            }
        } catch (JacksonException notJson) {
            return new Health.Foreign(response.statusCode());
        }
        return new Health.Foreign(response.statusCode());
    }
}
