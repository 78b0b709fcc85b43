package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Many services are silent at once: because the registry did not listen, or because they died. */
@ExtendWith(SharedFleet.class)
class MassSilenceTest {

    /** From the last beat until a service is down: 150 s of the defaults. */
    private static final Duration DOWN = FaultyFleet.TTL.plus(FaultyFleet.INTERVAL);

    /** What a machine that is busy with other things may add; thirty times as fast is not. */
    private static final Duration BUSY = Duration.ofSeconds(3);

    static FaultyFleet shared;
    static Fleet fleet;

    @BeforeAll
    static void start(FaultyFleet faulty) {
        shared = faulty;
        fleet = faulty.processes();
    }

    private static List<JsonNode> alertsSince(Instant since) {
        return fleet.http(Member.HEARTBEAT_MONITOR)
                .get("/alerts?limit=1000&since=" + since)
                .json()
                .get("alerts")
                .valueStream()
                .toList();
    }

    private static List<JsonNode> told(Instant since, String action) {
        return alertsSince(since).stream()
                .filter(alert -> alert.path("action").asString("").equals(action))
                .toList();
    }

    private static List<JsonNode> massExpiries(Instant since) {
        return alertsSince(since).stream()
                .filter(alert -> alert.get("alert_type").asString().equals("mass_expiry"))
                .toList();
    }

    private static int held() {
        return fleet.http(Member.REGISTRY).get("/health").json().get("mass_expiry_held").asInt();
    }

    private static Set<String> downNow() {
        return fleet.http(Member.REGISTRY)
                .get("/services?status=down&limit=1000")
                .json()
                .get("items")
                .valueStream()
                .map(item -> item.get("service_id").asString())
                .collect(Collectors.toSet());
    }

    @Test
    void a_registry_that_stalled_evicts_nobody_and_one_alert_says_so() {
        shared.awaitWhole();
        var since = Instant.now();
        try (var beaters = Beaters.start(fleet.http(Member.REGISTRY), "stalled", 40)) {
            fleet.freeze(Member.REGISTRY);
            // Their beats are lost with the stall: whether one that waited in a socket is heard
            // before the silence is judged is for the scheduler to say.
            beaters.silence(beaters.ids());
            long frozen = System.nanoTime();
            eventually(
                    "all have been silent for too long",
                    () -> System.nanoTime() - frozen > DOWN.plusSeconds(1).toNanos());
            fleet.thaw(Member.REGISTRY);
            eventually("the registry suspects itself", () -> held() >= 40);
            beaters.revive();
            eventually("the guard has expired", () -> held() == 0);
            eventually("the alert is raised", () -> !massExpiries(since).isEmpty());
            // Two more sweeps, so that whoever was to be evicted has been.
            sweeps(2);
            assertThat(massExpiries(since)).hasSize(1);
            // How many were held when the monitor first looked: beats that waited in sockets may
            // have put off the silence of the others until after that.
            assertThat(massExpiries(since).getFirst().get("held").asInt()).isPositive();
            assertThat(told(since, "marked_down")).isEmpty();
            assertThat(told(since, "deregistered")).isEmpty();
            assertThat(downNow()).isEmpty();
        }
        shared.awaitWhole();
    }

    private static void sweeps(int count) {
        for (int i = 0; i < count; i++) {
            var before = lastSweep();
            eventually("a sweep", () -> !lastSweep().equals(before));
        }
    }

    private static String lastSweep() {
        return fleet.http(Member.HEARTBEAT_MONITOR)
                .get("/stats")
                .json()
                .get("last_sweep_ts")
                .asString();
    }

    @Test
    void twenty_of_sixty_that_really_die_are_found_in_time_and_nobody_else() {
        shared.awaitWhole();
        var since = Instant.now();
        try (var beaters = Beaters.start(fleet.http(Member.REGISTRY), "mortal", 60)) {
            var dead = Set.copyOf(beaters.ids().subList(0, 20));
            beaters.silence(dead);
            eventually("all are found", () -> found(since).containsAll(dead));
            assertThat(found(since)).isEqualTo(dead);
            assertThat(downNow()).isSubsetOf(dead);
            assertThat(massExpiries(since)).isEmpty();
            var late = DOWN.plus(FaultyFleet.SWEEP.multipliedBy(2)).plus(BUSY);
            for (var alert : told(since, "marked_down")) {
                var silence =
                        Duration.between(
                                Instant.parse(alert.get("last_seen").asString()),
                                Instant.parse(alert.get("ts").asString()));
                assertThat(silence)
                        .as("150 s and at most two sweeps, thirty times as fast")
                        .isBetween(DOWN, late);
            }
        }
        shared.awaitWhole();
    }

    /** Who was told to be down, or gone at once. */
    private static Set<String> found(Instant since) {
        var found = new HashSet<String>();
        for (var action : List.of("marked_down", "deregistered")) {
            told(since, action).forEach(alert -> found.add(alert.get("service_id").asString()));
        }
        return found;
    }
}
