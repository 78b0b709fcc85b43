package dev.haios.gateway.budget;

import static dev.haios.gateway.budget.BudgetFixture.AS_EXPECTED;
import static dev.haios.gateway.budget.BudgetFixture.CALL;
import static dev.haios.gateway.budget.BudgetFixture.budget;
import static dev.haios.gateway.budget.BudgetFixture.hasSpent;
import static dev.haios.gateway.budget.BudgetFixture.priced;
import static dev.haios.gateway.budget.BudgetFixture.put;
import static dev.haios.gateway.budget.BudgetFixture.set;
import static dev.haios.gateway.budget.BudgetFixture.unpriced;
import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.gateway.support.FakeRouter;
import dev.haios.gateway.support.GatewayFixture;
import dev.haios.gateway.support.ScriptedUpstream;
import dev.haios.kit.testing.RecordingPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetsTest {

    @TempDir Path home;
    private RecordingPeer stream;
    private GatewayFixture gateway;
    private ScriptedUpstream upstream;

    @BeforeEach
    void start() {
        BudgetFixture.operator(home);
        stream = RecordingPeer.agreeing();
        gateway =
                new GatewayFixture(
                        home,
                        "haios.gateway.budgets.upkeep=100ms",
                        "haios.events.enabled=true",
                        "haios.peers.event-stream=" + stream.url());
        upstream = ScriptedUpstream.answering(AS_EXPECTED);
        gateway.route(priced("model", upstream.url(), 0));
    }

    @AfterEach
    void stop() {
        upstream.close();
        gateway.close();
        stream.close();
    }

    @Test
    void what_a_call_cost_counts_in_every_budget_it_falls_under() {
        for (var scope : new String[] {"fleet", "provider:model", "agent:A", "run:R-1"}) {
            set(gateway, scope, "1");
        }
        set(gateway, "agent:B", "1");

        var reply = gateway.invoke("\"agent\":\"A\",\"run_id\":\"R-1\"," + CALL);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        for (var scope : new String[] {"fleet", "provider:model", "agent:A", "run:R-1"}) {
            hasSpent(gateway, scope, "0.01");
        }
        hasSpent(gateway, "agent:B", "0");
        assertThat(gateway.http().get("/budgets").json().path("budgets").size()).isEqualTo(5);
    }

    @Test
    void a_call_that_would_go_over_is_refused_and_told_everything() {
        set(gateway, "fleet", "1");
        set(gateway, "run:R-2", "0.015");
        assertThat(gateway.invoke("\"run_id\":\"R-2\"," + CALL).status()).isEqualTo(200);

        var refused = gateway.invoke("\"run_id\":\"R-2\"," + CALL);

        assertThat(refused.status()).isEqualTo(402);
        var problem = refused.json();
        assertThat(problem.path("type").asString()).isEqualTo("urn:haios:problem:over-budget");
        assertThat(problem.path("scope").asString()).isEqualTo("run:R-2");
        assertThat(problem.path("limit_usd").decimalValue()).isEqualByComparingTo("0.015");
        assertThat(problem.path("spent_usd").decimalValue()).isEqualByComparingTo("0.01");
        assertThat(problem.path("reserved_usd").decimalValue()).isEqualByComparingTo("0");
        assertThat(problem.path("estimate_usd").decimalValue()).isEqualByComparingTo("0.01");
        assertThat(upstream.calls()).hasSize(1);
        var receipts = gateway.http().get("/receipts/R-2").json().path("receipts");
        assertThat(receipts.get(1).path("status").asString()).isEqualTo("over_budget");
        hasSpent(gateway, "fleet", "0.01");
        assertThat(gateway.invoke("\"run_id\":\"R-3\"," + CALL).status()).isEqualTo(200);
    }

    @Test
    void a_cheaper_candidate_is_taken_when_the_dear_one_does_not_fit() {
        try (var free = ScriptedUpstream.answering(AS_EXPECTED)) {
            gateway.route(
                    priced("model", upstream.url(), 0),
                    FakeRouter.candidate("local", free.url(), 1));
            set(gateway, "fleet", "0");

            var reply = gateway.invoke(CALL);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("receipt").path("resolved").path("name").asString())
                    .isEqualTo("local");
            assertThat(upstream.calls()).isEmpty();
        }
    }

    @Test
    void where_the_price_is_not_known_a_provider_is_not_called_under_a_budget() {
        gateway.route(unpriced("dark", upstream.url()));
        assertThat(gateway.invoke(CALL).status()).isEqualTo(200);
        set(gateway, "fleet", "100");

        var refused = gateway.invoke(CALL);

        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.json().path("detail").asString()).contains("nobody knows");
    }

    @Test
    void more_than_was_expected_is_counted_and_nothing_more_is_allowed() {
        set(gateway, "fleet", "0.02");
        upstream.play(
                ScriptedUpstream.json(200, "{\"usage\":{\"tokens_in\":6,\"tokens_out\":94}}"));

        assertThat(gateway.invoke(CALL).status()).isEqualTo(200);

        hasSpent(gateway, "fleet", "0.1");
        assertThat(budget(gateway, "fleet").path("status").asString()).isEqualTo("exhausted");
        assertThat(gateway.invoke(CALL).status()).isEqualTo(402);
    }

    @Test
    void nine_tenths_and_the_end_are_each_told_once() {
        set(gateway, "fleet", "0.04");
        for (int i = 0; i < 6; i++) {
            gateway.invoke(CALL);
        }
        set(gateway, "agent:A", "0.011");
        for (int i = 0; i < 3; i++) {
            gateway.invoke("\"agent\":\"A\"," + CALL);
        }
        put(gateway.http(), "fleet", "{\"limit_usd\":1}");
        for (int i = 0; i < 3; i++) {
            gateway.invoke("\"agent\":\"A\"," + CALL);
        }

        eventually("the events are there", () -> told("agent:A", "exhausted") > 0);
        assertThat(told("fleet", "exhausted")).isEqualTo(1);
        assertThat(told("agent:A", "warning")).isEqualTo(1);
        assertThat(told("agent:A", "exhausted")).isEqualTo(1);
        assertThat(gateway.metric("haios_budgets{level=\"exhausted\"")).isEqualTo(1);
        assertThat(gateway.metric("haios_budget_fleet_usd{part=\"limit\"")).isEqualTo(1);
    }

    private long told(String scope, String level) {
        return stream.calls("/events").stream()
                .flatMap(call ->
                        dev.haios.contracts.schema.Wire.mapper()
                                .readTree(call.body())
                                .path("events")
                                .valueStream())
                .filter(event -> event.path("event_type").asString().equals("budget"))
                .filter(event -> event.path("scope").asString().equals(scope))
                .filter(event -> event.path("level").asString().equals(level))
                .count();
    }

    @Test
    void only_the_operator_changes_budgets_also_on_loopback() {
        assertThat(gateway.http().put("/budgets/fleet", "{\"limit_usd\":1}").status())
                .isEqualTo(401);
        assertThat(put(gateway.http(), "team:x", "{\"limit_usd\":1}").status()).isEqualTo(400);
        assertThat(put(gateway.http(), "run:a%2Fb", "{\"limit_usd\":1}").status()).isEqualTo(400);
        assertThat(put(gateway.http(), "fleet", "{\"limit_usd\":-1}").status()).isEqualTo(400);
        assertThat(gateway.http().get("/budgets/fleet").status()).isEqualTo(404);
    }

    @Test
    void the_file_is_taken_over_when_it_changes_and_a_bad_one_changes_nothing() throws IOException {
        file("{\"budgets\":{\"fleet\":{\"limit_usd\":5},\"agent:A\":{\"limit_usd\":1}}}");
        eventually("it is read", () -> budget(gateway, "agent:A").has("limit_usd"));
        gateway.invoke(CALL);
        put(gateway.http(), "fleet", "{\"limit_usd\":7}");
        put(gateway.http(), "run:R-9", "{\"limit_usd\":1}");

        file("{\"budgets\":{\"fleet\":{\"limit_usd\":5},\"agent:A\":{\"limit_eur\":2}}}");
        eventually(
                "it is reported", () -> gateway.http().get("/health").body().contains("limit_eur"));
        assertThat(budget(gateway, "agent:A").path("limit_usd").asInt()).isEqualTo(1);

        file("{\"budgets\":{\"fleet\":{\"limit_usd\":5}}}");
        eventually("it is gone", () -> gateway.http().get("/budgets/agent:A").status() == 404);
        assertThat(budget(gateway, "fleet").path("limit_usd").asInt()).isEqualTo(7);
        gateway.stop();
        gateway.startAgain();
        assertThat(budget(gateway, "fleet").path("limit_usd").asInt()).isEqualTo(7);
        assertThat(budget(gateway, "run:R-9").path("limit_usd").asInt()).isEqualTo(1);
        hasSpent(gateway, "fleet", "0.01");
    }

    private void file(String json) throws IOException {
        Files.createDirectories(home.resolve("config"));
        var fresh = Files.writeString(home.resolve("config/budgets.new"), json);
        Files.move(
                fresh,
                home.resolve("config/budgets.json"),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
