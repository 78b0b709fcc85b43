package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service is gone for a while: the others go on, say what they know, and lose nothing. */
@ExtendWith(SharedFleet.class)
class AwayTest {

    private static final String INFER =
            """
            {"target":{"require_caps":["infer"],"name":"mock"},"payload":{"prompt":"hello"},
             "policy":{"timeout_s":10}}
            """;

    static FaultyFleet shared;
    static Fleet fleet;
    static Http gateway;
    static Http registry;
    static Http stream;

    @BeforeAll
    static void start(FaultyFleet faulty) {
        shared = faulty;
        fleet = faulty.processes();
        gateway = fleet.http(Member.GATEWAY);
        registry = fleet.http(Member.REGISTRY);
        stream = fleet.http(Member.EVENT_STREAM);
    }

    private static double stale(Response answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().at("/receipt/routing/stale_ms").asDouble(0);
    }

    @Test
    void without_the_registry_the_gateway_routes_on_what_it_knows_and_the_receipt_says_so() {
        shared.awaitWhole();
        assertThat(stale(gateway.post("/invoke", INFER))).isZero();
        fleet.kill(Member.REGISTRY);
        long killed = System.nanoTime();
        try {
            eventually("it says so", () -> stale(gateway.post("/invoke", INFER)) > 0);
            // A minute of the defaults, in which every call is answered and knowledge ages.
            double before = 0;
            while (System.nanoTime() - killed < FaultyFleet.INTERVAL.toNanos()) {
                double now = stale(gateway.post("/invoke", INFER));
                assertThat(now).as("age of what is known").isGreaterThanOrEqualTo(before);
                before = now;
            }
            // Also a question that was never asked before.
            var asked = gateway.post("/invoke", INFER.replace("infer", "plan"));
            assertThat(stale(asked)).isPositive();
        } finally {
            fleet.restart(Member.REGISTRY);
        }
        eventually("it knows again", () -> stale(gateway.post("/invoke", INFER)) == 0);
        shared.awaitWhole();
    }

    @Test
    void without_the_event_stream_nothing_fails_and_every_event_arrives_afterwards() {
        shared.awaitWhole();
        var begin = Cursor.now(stream);
        fleet.kill(Member.EVENT_STREAM);
        try {
            var roles = List.of("staging", "canary", "experimental");
            var id = register("follows-roles");
            for (int i = 0; i < 30; i++) {
                assertThat(gateway.post("/invoke", INFER).status()).isEqualTo(200);
                var promoted =
                        registry.post(
                                "/promote", Map.of("service_id", id, "to_role", roles.get(i % 3)));
                assertThat(promoted.status()).as(promoted.body()).isEqualTo(200);
            }
            var silent = register("falls-silent");
            eventually(
                    "the monitor raises its alerts all the same",
                    () ->
                            fleet.http(Member.HEARTBEAT_MONITOR)
                                    .get("/alerts?service_id=" + silent)
                                    .body()
                                    .contains("\"deregistered\""));
            assertThat(registry.post("/deregister", Map.of("service_id", id)).status())
                    .isEqualTo(200);
        } finally {
            fleet.restart(Member.EVENT_STREAM);
        }
        Durable.verify(fleet, begin);
        assertThat(Records.events(stream, begin, "role_changed")).hasSize(30);
        assertThat(Records.events(stream, begin, "routing_receipt"))
                .hasSizeGreaterThanOrEqualTo(30);
        shared.awaitWhole();
    }

    private static String register(String name) {
        var reply =
                registry.post(
                        "/register",
                        """
                        {"name":"%s","type":"agent","role":"experimental",
                         "url":"http://127.0.0.1:1","caps":["wait"],
                         "heartbeat_interval_s":1,"ttl_s":%d}
                        """
                                .formatted(name, name.equals("falls-silent") ? 1 : 600));
        assertThat(reply.status()).as(reply.body()).isIn(200, 201);
        return reply.json().get("service_id").asString();
    }
}
