package dev.haios.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Registers services, registers them again, beats for them and promotes them. */
final class RegistryClientLoad implements Load.Client {

    private static final int SERVICES = 20;
    private static final List<String> ROLES = List.of("experimental", "staging", "canary");

    private final Http registry;
    private final String prefix;
    private final RandomGenerator random;
    private final List<Known> services = new ArrayList<>();
    private int steps;

    RegistryClientLoad(Http registry, String prefix, RandomGenerator random) {
        this.registry = registry;
        this.prefix = prefix;
        this.random = random;
    }

    /** One service as the registry has acknowledged it. */
    private static final class Known {
        private final String id;
        private final int port;
        private long epoch;
        private String role = ROLES.getFirst();
        private final List<String> promotions = new ArrayList<>();
        private @Nullable String message;
        private Instant heardAfter;

        Known(String id, int port, long epoch, Instant heardAfter) {
            this.id = id;
            this.port = port;
            this.epoch = epoch;
            this.heardAfter = heardAfter;
        }
    }

    @Override
    public void step() {
        steps++;
        if (services.size() < SERVICES) {
            arrive();
            return;
        }
        var service = services.get(random.nextInt(services.size()));
        switch (random.nextInt(10)) {
            case 0 -> returned(service);
            case 1, 2 -> promote(service);
            default -> beat(service);
        }
    }

    private void arrive() {
        int port = 1024 + services.size();
        var sent = Instant.now();
        var reply = accepted(() -> register(port));
        services.add(
                new Known(
                        reply.get("service_id").asString(),
                        port,
                        reply.get("epoch").asLong(),
                        sent));
    }

    private void returned(Known service) {
        var sent = Instant.now();
        var reply = accepted(() -> register(service.port));
        assertThat(reply.get("service_id").asString()).isEqualTo(service.id);
        assertThat(reply.get("epoch").asLong()).as("epochs grow").isGreaterThan(service.epoch);
        service.epoch = reply.get("epoch").asLong();
        service.message = null;
        service.heardAfter = sent;
    }

    private Response register(int port) {
        return registry.post(
                "/register",
                Map.of(
                        "name",
                        prefix + port,
                        "type",
                        "tool",
                        "role",
                        ROLES.getFirst(),
                        "url",
                        "http://127.0.0.1:" + port,
                        "caps",
                        List.of("endure"),
                        "heartbeat_interval_s",
                        3600,
                        "ttl_s",
                        3600));
    }

    private void promote(Known service) {
        var to = ROLES.get((ROLES.indexOf(service.role) + 1) % ROLES.size());
        accepted(() -> registry.post("/promote", Map.of("service_id", service.id, "to_role", to)));
        service.promotions.add(to);
        service.role = to;
    }

    private void beat(Known service) {
        var message = prefix + " step " + steps;
        var sent = Instant.now();
        accepted(() ->
                registry.put(
                        "/heartbeat",
                        Map.of("service_id", service.id, "status", "ok", "message", message)));
        service.message = message;
        service.heardAfter = sent;
    }

    private static JsonNode accepted(java.util.function.Supplier<Response> call) {
        var answer = Load.answered(call);
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        return answer.json();
    }

    /** Steps that were acknowledged. */
    int acknowledged() {
        return steps;
    }

    /** Every row is as it was acknowledged last, and every change of role is there once. */
    void verify(List<JsonNode> roleChanges) {
        for (var service : services) {
            var row = registry.get("/services/" + service.id).json();
            assertThat(row.get("epoch").asLong()).as("epoch").isEqualTo(service.epoch);
            assertThat(row.get("role").asString()).as("role").isEqualTo(service.role);
            assertThat(row.path("message").asString(null))
                    .as("last beat")
                    .isEqualTo(service.message);
            assertThat(Instant.parse(row.get("last_heartbeat_ts").asString()))
                    .as("time of the last beat")
                    .isAfterOrEqualTo(service.heardAfter.minusMillis(1));
            var history =
                    registry.get("/services/" + service.id + "/roles")
                            .json()
                            .get("changes")
                            .valueStream()
                            .map(change -> change.get("to_role").asString())
                            .toList();
            assertThat(history).as("history of roles").isEqualTo(service.promotions);
            var told =
                    roleChanges.stream()
                            .filter(event -> event.get("service_id").asString().equals(service.id))
                            .map(event -> event.get("role").asString())
                            .toList();
            assertThat(told).as("role changes as the stream tells them").isEqualTo(history);
        }
    }
}
