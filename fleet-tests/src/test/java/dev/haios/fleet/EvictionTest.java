package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole fleet: one member dies without a word, and everybody else draws the consequences. */
class EvictionTest {

    private static final String CLASSIFY =
            """
            {"target":{"type":"model","role":"production","require_caps":["classify"]},
             "payload":{"text":"quantum entanglement physics"},"policy":{"timeout_s":5}}
            """;

    private static final Pattern METRIC = Pattern.compile("haios_[a-z_]+");

    @TempDir static Path home;
    static Fleet fleet;

    @BeforeAll
    static void start() {
        fleet = Fleet.start(home, EvictionTest.class, Member.values());
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void a_killed_adapter_is_evicted_no_longer_offered_and_welcome_back() {
        Http gateway = fleet.http(Member.GATEWAY);
        Http registry = fleet.http(Member.REGISTRY);
        eventually("routed at first", () -> gateway.post("/invoke", CLASSIFY).status() == 200);

        fleet.kill(Member.TLC);
        eventually(
                "evicted",
                () -> !registry.get("/services").body().contains("tlc-domain-classifier"));
        eventually("no longer routed", () -> gateway.post("/invoke", CLASSIFY).status() == 404);
        eventually(
                "the alert is on the event stream",
                () ->
                        fleet.http(Member.EVENT_STREAM)
                                .get("/events?type=alert&limit=1000")
                                .body()
                                .contains("\"deregistered\""));

        fleet.restart(Member.TLC);
        eventually("routed again", () -> gateway.post("/invoke", CLASSIFY).status() == 200);
        var receipts = gateway.get("/receipts?limit=1000").json().get("receipts");
        assertThat(receipts.valueStream().map(receipt -> receipt.get("status").asString()))
                .contains("ok", "no_match");
    }

    @Test
    void a_gateway_whose_router_is_away_goes_on_and_says_how_old_its_knowledge_is() {
        Http gateway = fleet.http(Member.GATEWAY);
        eventually("routed", () -> gateway.post("/invoke", CLASSIFY).status() == 200);
        fleet.kill(Member.PROVIDER_ROUTER);
        try {
            eventually(
                    "staleness is told",
                    () -> {
                        var answer = gateway.post("/invoke", CLASSIFY);
                        return answer.status() == 200
                                && answer.json().at("/receipt/routing/stale_ms").asDouble(0) > 0;
                    });
        } finally {
            fleet.restart(Member.PROVIDER_ROUTER);
        }
    }

    @Test
    void every_metric_an_alert_rule_watches_is_exposed() throws IOException {
        // Calls are counted from the first one on.
        Http gateway = fleet.http(Member.GATEWAY);
        eventually("routed", () -> gateway.post("/invoke", CLASSIFY).status() == 200);
        var rules =
                Files.readString(Fleet.root().resolve("docs/observability/alerts.yaml"))
                        .lines()
                        .filter(line -> line.strip().startsWith("expr:"))
                        .toList();
        var exposed = new StringBuilder();
        for (var member : Member.values()) {
            exposed.append(fleet.http(member).get("/metrics").body());
        }
        for (var rule : rules) {
            var names = METRIC.matcher(rule);
            while (names.find()) {
                assertThat(exposed.toString()).as(rule).contains("\n" + names.group());
            }
        }
        assertThat(rules).hasSizeGreaterThan(5);
    }
}
