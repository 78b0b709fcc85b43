package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.haios.kit.testing.Http;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody sets the clock, of the whole machine or of one service, forwards and backwards. */
class ClockJumpTest {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration TWO_DAYS_BACK = Duration.ofDays(-2);
    private static final Member[] ALL = FaultyFleet.MEMBERS.toArray(new Member[0]);

    private static final String INFER =
            """
            {"target":{"require_caps":["infer"],"name":"mock"},"payload":{"prompt":"hello"}}
            """;

    @TempDir static Path folder;

    static FakeClocks clocks;
    static FaultyFleet own;
    static Fleet fleet;
    static Http gateway;
    static Http registry;
    static Http stream;
    static Http monitor;

    private Cursor begin;

    @BeforeAll
    static void start() {
        var found = FakeClocks.in(folder);
        assumeTrue(found.isPresent(), "libfaketime is not installed");
        clocks = found.get();
        own = FaultyFleet.start(ClockJumpTest.class, clocks);
        fleet = own.processes();
        gateway = fleet.http(Member.GATEWAY);
        registry = fleet.http(Member.REGISTRY);
        stream = fleet.http(Member.EVENT_STREAM);
        monitor = fleet.http(Member.HEARTBEAT_MONITOR);
    }

    @AfterAll
    static void close() {
        if (own != null) {
            own.close();
        }
    }

    @BeforeEach
    void awaitWhole() {
        own.awaitWhole();
        begin = Cursor.now(stream);
    }

    @AfterEach
    void setRight() {
        clocks.set(Duration.ZERO, ALL);
        own.awaitWhole();
    }

    /** Nobody was marked down or deregistered, and no service turned down by itself. */
    private void nobodyWasTouched() {
        assertThat(Records.events(stream, begin, "alert"))
                .extracting(alert -> alert.path("action").asString(""))
                .doesNotContain("marked_down", "deregistered");
        assertThat(Records.events(stream, begin, "status_changed"))
                .extracting(event -> event.path("status").asString(""))
                .doesNotContain("down");
        assertThat(Records.events(stream, begin, "service_deregistered")).isEmpty();
    }

    private static Instant clock(Http service, String path, String field) {
        return Instant.parse(service.get(path).json().at(field).asString());
    }

    private static void sweeps() {
        for (int i = 0; i < 2; i++) {
            var before = clock(monitor, "/stats", "/last_sweep_ts");
            eventually("a sweep", () -> !clock(monitor, "/stats", "/last_sweep_ts").equals(before));
        }
    }

    private static long lead(Http service) {
        return service.get("/health").json().path("clock_lead_s").asLong(0);
    }

    @Test
    void the_machines_clock_jumps_a_year_ahead_and_two_days_back_and_nothing_is_lost() {
        try (var beaters = Beaters.start(registry, "clocked", 15)) {
            begin = Cursor.now(stream);
            var publisher = new PublisherLoad(stream, "clock-" + begin.seq(), new Random(1));
            publisher.step();
            assertThat(gateway.post("/invoke", INFER).status()).isEqualTo(200);
            var receipts = Records.receipts(gateway);
            for (var ahead : List.of(YEAR, Duration.ZERO, TWO_DAYS_BACK)) {
                clocks.set(ahead, ALL);
                // The jump has arrived: what is written now bears the new time.
                eventually(
                        "the gateway lives at the new time",
                        () -> {
                            // Tomcat ends idle connections by the wall clock: the adapter may
                            // close one at the jump that the gateway is about to use, once.
                            var answer = gateway.post("/invoke", INFER);
                            return answer.status() == 200
                                    && differs(answer.json().at("/receipt/ts").asString(), ahead);
                        });
                sweeps();
                boolean doubted = ahead.equals(YEAR);
                for (var keeper : List.of(stream, gateway, monitor)) {
                    eventually(
                            "retention has looked at the clock", () -> lead(keeper) > 0 == doubted);
                }
                nobodyWasTouched();
                assertThat(beaters.ids())
                        .allMatch(id -> registry.get("/services/" + id).status() == 200);
            }
            // Retention is 30 days for events and 400 for receipts; all are a minute old.
            publisher.verify(Records.events(stream, begin, PublisherLoad.TYPE));
            var chain = Records.receipts(gateway);
            assertThat(chain.subList(0, receipts.size())).isEqualTo(receipts);
            Chain.verify(chain);
            Chain.verifyFiles(chain, fleet.home().resolve("artifacts/costs"));
            var verified = Command.haios(fleet.environment(), "receipts", "verify");
            assertThat(verified.exit()).as(verified.output() + verified.errors()).isZero();
        }
    }

    private static boolean differs(String ts, Duration ahead) {
        return Duration.between(Instant.now().plus(ahead), Instant.parse(ts))
                        .abs()
                        .compareTo(Duration.ofHours(1))
                < 0;
    }

    @Test
    void a_registry_that_is_killed_at_a_wrong_time_still_evicts_nobody() {
        var slow =
                registry.post(
                        "/register",
                        """
                        {"name":"slow","type":"agent","role":"experimental",
                         "url":"http://127.0.0.1:1","caps":["wait"],
                         "heartbeat_interval_s":60,"ttl_s":90}
                        """);
        var id = slow.json().get("service_id").asString();
        begin = Cursor.now(stream);
        clocks.set(YEAR, Member.REGISTRY);
        // Some beat after the jump; one that beats once a minute has not had its turn.
        eventually(
                "the registry lives a year ahead",
                () ->
                        registry.get("/services?name=gateway")
                                .json()
                                .at("/items/0/last_heartbeat_ts")
                                .asString("")
                                .startsWith(Instant.now().plus(YEAR).toString().substring(0, 4)));
        fleet.kill(Member.REGISTRY);
        fleet.restart(Member.REGISTRY);
        sweeps();
        assertThat(registry.get("/services/" + id).json().get("status").asString()).isEqualTo("ok");
        fleet.kill(Member.REGISTRY);
        clocks.set(TWO_DAYS_BACK, Member.REGISTRY);
        fleet.restart(Member.REGISTRY);
        sweeps();
        assertThat(registry.get("/services/" + id).json().get("status").asString()).isEqualTo("ok");
        assertThat(registry.post("/deregister", Map.of("service_id", id)).status()).isEqualTo(200);
    }
}
