package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The network between two services is cut: connections stay open and nothing arrives. Everybody
 * recovers, whether the old connections live again or stay dead, and says meanwhile what it knows.
 */
@ExtendWith(SharedFleet.class)
class CutNetworkTest {

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

    @BeforeEach
    void awaitWhole() {
        shared.awaitWhole();
    }

    @AfterEach
    void heal() {
        shared.heal();
    }

    private static double stale() {
        var answer = gateway.post("/invoke", INFER);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().at("/receipt/routing/stale_ms").asDouble(0);
    }

    @Test
    void between_gateway_and_router_calls_go_on_with_what_is_known() {
        var way = shared.way(Member.GATEWAY, Member.PROVIDER_ROUTER);
        way.cut();
        eventually("the receipt says how old it is", () -> stale() > 0);
        way.heal();
        eventually("fresh again", () -> stale() == 0);
        way.cut();
        eventually("old again", () -> stale() > 0);
        way.healForNewConnections();
        eventually("fresh over new connections", () -> stale() == 0);
    }

    @Test
    void between_router_and_registry_calls_go_on_and_changes_are_caught_up_with() {
        var way = shared.way(Member.PROVIDER_ROUTER, Member.REGISTRY);
        way.cut();
        var id = register("behind-the-cut", "cut", "http://127.0.0.1:1", 0);
        try {
            eventually("the receipt says how old it is", () -> stale() > 0);
            assertThat(candidates("cut")).isZero();
            way.healForNewConnections();
            eventually("caught up", () -> candidates("cut") == 1);
            eventually("fresh again", () -> stale() == 0);
        } finally {
            deregister(id);
        }
    }

    private static int candidates(String cap) {
        return fleet.http(Member.PROVIDER_ROUTER)
                .post("/route", "{\"target\":{\"require_caps\":[\"" + cap + "\"]}}")
                .json()
                .get("candidates")
                .size();
    }

    @Test
    void between_publishers_and_stream_in_the_middle_of_an_answer_nothing_is_lost_or_doubled() {
        var begin = Cursor.now(stream);
        var publishers = List.of(Member.REGISTRY, Member.HEARTBEAT_MONITOR, Member.GATEWAY);
        // What was sent is stored, but its publisher never hears of that.
        publishers.forEach(from -> shared.way(from, Member.EVENT_STREAM).cutWithin(20));
        var id = register("publishes", "publish", "http://127.0.0.1:1", 0);
        try {
            for (var role : List.of("staging", "canary", "staging", "canary")) {
                var promoted = registry.post("/promote", Map.of("service_id", id, "to_role", role));
                assertThat(promoted.status()).as(promoted.body()).isEqualTo(200);
                assertThat(gateway.post("/invoke", INFER).status()).isEqualTo(200);
            }
            publishers.forEach(
                    from -> shared.way(from, Member.EVENT_STREAM).healForNewConnections());
            Durable.verify(fleet, begin);
            assertThat(Records.events(stream, begin, "role_changed")).hasSize(4);
        } finally {
            deregister(id);
        }
    }

    @Test
    void between_monitor_and_registry_the_monitor_says_so_and_misses_nobody_afterwards() {
        var monitor = fleet.http(Member.HEARTBEAT_MONITOR);
        var way = shared.way(Member.HEARTBEAT_MONITOR, Member.REGISTRY);
        way.cut();
        var silent = register("dies-behind-the-cut", "die", "http://127.0.0.1:1", 1);
        eventually(
                "it says so",
                () -> monitor.get("/health").json().get("status").asString().equals("degraded"));
        way.healForNewConnections();
        eventually(
                "the silence is told",
                () ->
                        monitor.get("/alerts?service_id=" + silent)
                                .body()
                                .contains("\"deregistered\""));
        eventually(
                "and it is well",
                () -> monitor.get("/health").json().get("status").asString().equals("ok"));
        assertThat(
                        monitor.get("/alerts?service_id=" + silent)
                                .json()
                                .get("alerts")
                                .valueStream()
                                .map(alert -> alert.path("action").asString("")))
                .doesNotHaveDuplicates();
    }

    @Test
    void between_gateway_and_service_the_next_service_answers_within_the_deadline() {
        try (var first = Upstream.answering("first");
                var second = Upstream.answering("second");
                var way = StallingProxy.to(first.url())) {
            var ids =
                    List.of(
                            register("cut-first", "hang", way.url().toString(), 0),
                            register("cut-second", "hang", second.url().toString(), 0));
            try {
                eventually("both are known", () -> candidates("hang") == 2);
                eventually("the first answers", () -> text(hang()).equals("first"));
                way.cut();
                answeredBySecond(hang());
                way.healForNewConnections();
                // Connections that died with the cut are not taken for living ones for long.
                eventually("the first is back", () -> text(hang()).equals("first"));
                way.cutWithin(40);
                answeredBySecond(hang());
            } finally {
                ids.forEach(CutNetworkTest::deregister);
            }
        }
    }

    private static Response hang() {
        return gateway.post(
                "/invoke",
                """
                {"target":{"require_caps":["hang"]},"payload":{"text":"hello"},
                 "policy":{"prefer":"cheapest","timeout_s":4}}
                """);
    }

    private static String text(Response answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().at("/result/text").asString();
    }

    private static void answeredBySecond(Response answer) {
        assertThat(text(answer)).isEqualTo("second");
        assertThat(answer.json().at("/receipt/attempts/0/outcome").asString()).isEqualTo("timeout");
        assertThat(answer.json().at("/receipt/attempts/1/outcome").asString()).isEqualTo("ok");
    }

    /** A TTL of 0 stands for a long one; the price puts the first of two before the second. */
    private static String register(String name, String cap, String url, int ttlS) {
        var reply =
                registry.post(
                        "/register",
                        Map.of(
                                "name",
                                name,
                                "type",
                                "tool",
                                "role",
                                "experimental",
                                "url",
                                URI.create(url).toString(),
                                "caps",
                                List.of(cap),
                                "cost_hint",
                                Map.of("usd_per_1k", name.endsWith("second") ? 0.5 : 0.001),
                                "heartbeat_interval_s",
                                ttlS == 0 ? 600 : ttlS,
                                "ttl_s",
                                ttlS == 0 ? 600 : ttlS));
        assertThat(reply.status()).as(reply.body()).isIn(200, 201);
        return reply.json().get("service_id").asString();
    }

    private static void deregister(String id) {
        registry.post("/deregister", Map.of("service_id", id));
    }
}
