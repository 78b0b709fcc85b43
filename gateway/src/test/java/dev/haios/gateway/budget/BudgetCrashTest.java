package dev.haios.gateway.budget;

import static dev.haios.gateway.budget.BudgetFixture.AS_EXPECTED;
import static dev.haios.gateway.budget.BudgetFixture.CALL;
import static dev.haios.gateway.budget.BudgetFixture.priced;
import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haios.gateway.GatewayApplication;
import dev.haios.gateway.support.FakeRouter;
import dev.haios.gateway.support.GatewayFixture;
import dev.haios.gateway.support.GatewayProcess;
import dev.haios.gateway.support.ScriptedUpstream;
import dev.haios.kit.testing.TestService;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway in a process of its own, killed while it owes for calls under way. */
class BudgetCrashTest {

    @TempDir Path home;

    @Test
    void what_was_under_way_at_a_kill_is_charged_once_and_the_limit_holds() throws Exception {
        BudgetFixture.operator(home);
        var never = new CountDownLatch(1);
        try (var router = new FakeRouter();
                var quick = ScriptedUpstream.answering(AS_EXPECTED);
                var slow =
                        ScriptedUpstream.playing(
                                ScriptedUpstream.waiting(
                                        never, ScriptedUpstream.json(200, AS_EXPECTED)))) {
            try (var gateway = new GatewayProcess(home, router)) {
                BudgetFixture.put(gateway.http(), "fleet", "{\"limit_usd\":0.06}");
                router.answer(priced("quick", quick.url(), 0));
                gateway.awaitNews();
                var call = GatewayFixture.body(CALL);
                for (int i = 0; i < 3; i++) {
                    assertThat(gateway.http().post("/invoke", call).status()).isEqualTo(200);
                }
                router.answer(priced("slow", slow.url(), 0));
                gateway.awaitNews();
                for (int i = 0; i < 2; i++) {
                    Thread.ofVirtual().start(() -> unanswered(gateway, call));
                }
                eventually("two are under way", () -> slow.calls().size() == 2);

                gateway.kill();
            }
            try (var again =
                    TestService.start(
                            GatewayApplication.class,
                            home,
                            "haios.peers.provider-router=" + router.url())) {
                var budget = again.http().get("/budgets/fleet").json();
                assertThat(budget.path("spent_usd").decimalValue()).isEqualByComparingTo("0.05");
                assertThat(budget.path("reserved_usd").decimalValue()).isEqualByComparingTo("0");
                router.answer(priced("quick", quick.url(), 0));
                eventually(
                        "it knows",
                        () ->
                                again.http().get("/health").json().path("router_version").asLong()
                                        == router.version());
                var call = GatewayFixture.body(CALL);
                assertThat(again.http().post("/invoke", call).status()).isEqualTo(200);
                assertThat(again.http().post("/invoke", call).status()).isEqualTo(402);
            }
        } finally {
            never.countDown();
        }
    }

    private static void unanswered(GatewayProcess gateway, String call) {
        assertThatThrownBy(() -> gateway.http().post("/invoke", call))
                .isInstanceOf(UncheckedIOException.class);
    }
}
