package dev.haios.gateway.budget;

import static dev.haios.gateway.budget.BudgetFixture.AS_EXPECTED;
import static dev.haios.gateway.budget.BudgetFixture.CALL;
import static dev.haios.gateway.budget.BudgetFixture.budget;
import static dev.haios.gateway.budget.BudgetFixture.hasSpent;
import static dev.haios.gateway.budget.BudgetFixture.priced;
import static dev.haios.gateway.budget.BudgetFixture.set;
import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.budget.BudgetLimit;
import dev.haios.gateway.support.GatewayFixture;
import dev.haios.gateway.support.ScriptedUpstream;
import dev.haios.gateway.support.ScriptedUpstream.Script;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 64 callers at once where the money is enough for ten, by every way a call can go. */
class LastCentTest {

    private static final int CALLERS = 64;
    private static final int ENOUGH_FOR = 10;

    @TempDir static Path home;
    private static GatewayFixture gateway;

    @BeforeAll
    static void start() {
        BudgetFixture.operator(home);
        gateway =
                new GatewayFixture(
                        home,
                        "haios.gateway.budgets.upkeep=100ms",
                        // Failing services are to be called on and on here.
                        "haios.gateway.upstream.breaker.minimum=1000",
                        "haios.gateway.upstream.breaker.window=1000");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void answered() {
        together("answered", "", ScriptedUpstream.json(200, AS_EXPECTED), 200, "0.1");
    }

    @Test
    void streamed() {
        together(
                "streamed",
                "text/event-stream",
                ScriptedUpstream.streaming(
                        "data: {\"delta\":\"a\"}\n\n",
                        "event: done\ndata: " + AS_EXPECTED + "\n\n"),
                200,
                "0.1");
    }

    @Test
    void refused_by_the_service_which_costs_nothing() {
        together("refused", "", ScriptedUpstream.json(400, "{}"), 502, "0");
    }

    @Test
    void failed_by_the_service_which_costs_nothing() {
        together("failed", "", ScriptedUpstream.json(500, "{}"), 502, "0");
    }

    @Test
    void broken_off_which_may_have_cost_all() {
        together("broken", "", ScriptedUpstream.breakingOff("{"), 502, "0.1");
    }

    @Test
    void a_stream_broken_off_which_may_have_cost_all() {
        Script breaking =
                (call, out) -> {
                    ScriptedUpstream.beginStream(out, "text/event-stream");
                    ScriptedUpstream.chunk(out, "data: 1\n\n");
                    throw new IOException("hangs up");
                };
        together("stream-broken", "text/event-stream", breaking, 200, "0.1");
    }

    @Test
    void too_slow_which_may_have_cost_all() {
        var never = new CountDownLatch(1);
        try {
            set(gateway, "run:slow", "0.1");
            try (var upstream =
                    ScriptedUpstream.playing(
                            ScriptedUpstream.waiting(
                                    never, ScriptedUpstream.json(200, AS_EXPECTED)))) {
                gateway.route(priced("slow", upstream.url(), 0));
                var statuses =
                        all(
                                CALLERS,
                                () ->
                                        gateway.invoke(
                                                        "\"run_id\":\"slow\",\"policy\":{\"timeout_s\":2},"
                                                                + CALL)
                                                .status());
                assertThat(upstream.calls()).hasSizeLessThanOrEqualTo(ENOUGH_FOR);
                assertThat(statuses).containsOnly(402, 504);
                var spent = budget(gateway, "run:slow").path("spent_usd").decimalValue();
                assertThat(spent)
                        .isEqualByComparingTo(
                                new BigDecimal("0.01")
                                        .multiply(BigDecimal.valueOf(upstream.calls().size())));
            }
        } finally {
            never.countDown();
        }
    }

    @Test
    void from_one_candidate_to_the_next() {
        set(gateway, "run:next", "0.1");
        var inFlight = new AtomicInteger();
        var most = new AtomicInteger();
        try (var broken = ScriptedUpstream.answering("{}");
                var good = ScriptedUpstream.answering("{}")) {
            broken.play(counted(inFlight, most, ScriptedUpstream.json(503, "{}")));
            good.play(counted(inFlight, most, ScriptedUpstream.json(200, AS_EXPECTED)));
            gateway.route(priced("bad", broken.url(), 0), priced("good", good.url(), 1));

            all(CALLERS, () -> gateway.invoke("\"run_id\":\"next\"," + CALL).status());
            // Who was refused while others held the money comes again.
            while (gateway.invoke("\"run_id\":\"next\"," + CALL).status() == 200) {
                assertThat(good.calls()).hasSizeLessThanOrEqualTo(ENOUGH_FOR);
            }

            assertThat(good.calls()).hasSize(ENOUGH_FOR);
            assertThat(most).hasValueLessThanOrEqualTo(ENOUGH_FOR);
            hasSpent(gateway, "run:next", "0.1");
        }
    }

    private static Script counted(AtomicInteger inFlight, AtomicInteger most, Script then) {
        return (call, out) -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            try {
                then.play(call, out);
            } finally {
                inFlight.decrementAndGet();
            }
        };
    }

    @Test
    void left_by_the_caller_which_may_have_cost_all() throws IOException {
        set(gateway, "run:left", "0.1");
        var never = new CountDownLatch(1);
        try (var upstream =
                ScriptedUpstream.playing(
                        ScriptedUpstream.waiting(never, ScriptedUpstream.json(200, AS_EXPECTED)))) {
            gateway.route(priced("left", upstream.url(), 0));
            var callers = new ArrayList<Socket>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(call("\"run_id\":\"left\"," + CALL));
            }
            eventually("ten are under way", () -> upstream.calls().size() == ENOUGH_FOR);
            eventually("the others are refused", () -> refused("left") == CALLERS - ENOUGH_FOR);
            for (var caller : callers) {
                caller.close();
            }

            eventually(
                    "all are settled",
                    () ->
                            budget(gateway, "run:left").path("reserved_usd").decimalValue().signum()
                                    == 0);
            hasSpent(gateway, "run:left", "0.1");
            assertThat(upstream.calls()).hasSize(ENOUGH_FOR);
        } finally {
            never.countDown();
        }
    }

    @Test
    void any_sequence_of_holds_and_ends_on_many_threads_adds_up() {
        var ledger = gateway.service().bean(Ledger.class);
        var scopes = List.of("agent:one", "agent:two", "agent:three");
        scopes.forEach(scope -> ledger.limit(scope, new BudgetLimit(BigDecimal.ONE, null), null));
        long limit = 1_000_000_000;
        var spent = new java.util.concurrent.ConcurrentHashMap<String, Long>();
        var seed = new AtomicInteger();

        all(
                16,
                () -> {
                    var random = new Random(seed.incrementAndGet());
                    for (int i = 0; i < 40; i++) {
                        var id = "seq-" + random.nextLong();
                        var mine = scopes.stream().filter(_ -> random.nextBoolean()).toList();
                        long amount = random.nextLong(limit / 20);
                        if (ledger.hold(id, mine, amount, 0).isEmpty()) {
                            long came = random.nextBoolean() ? 0 : random.nextLong(amount + 1);
                            ledger.settle(id, came);
                            // The second time there is nothing left to settle.
                            ledger.settle(id, came);
                            mine.forEach(scope -> spent.merge(scope, came, Long::sum));
                        }
                        ledger.forget(id);
                        for (var budget : ledger.all()) {
                            assertThat(budget.spent() + budget.reserved())
                                    .isLessThanOrEqualTo(budget.limit());
                        }
                    }
                    return 0;
                });

        for (var scope : scopes) {
            var budget = ledger.find(scope).orElseThrow();
            assertThat(budget.spent()).isEqualTo(spent.getOrDefault(scope, 0L));
            assertThat(budget.reserved()).isZero();
        }
    }

    /** The service answers only when all who are to be refused have been. */
    private static void together(
            String run, String accept, Script script, int status, String spent) {
        set(gateway, "run:" + run, "0.1");
        var latch = new CountDownLatch(1);
        try (var upstream = ScriptedUpstream.playing(ScriptedUpstream.waiting(latch, script));
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            gateway.route(priced(run, upstream.url(), 0));
            var body = GatewayFixture.body("\"run_id\":\"" + run + "\"," + CALL);
            var calls = new ArrayList<Future<Integer>>();
            for (int i = 0; i < CALLERS; i++) {
                calls.add(
                        pool.submit(() ->
                                gateway.http()
                                        .post("/invoke", body, "Accept", accept + ",*/*")
                                        .status()));
            }
            try {
                eventually("the others are refused", () -> refused(run) == CALLERS - ENOUGH_FOR);
                assertThat(budget(gateway, "run:" + run).path("reserved_usd").decimalValue())
                        .isEqualByComparingTo("0.1");
            } finally {
                latch.countDown();
            }
            var statuses = results(calls);
            assertThat(statuses).filteredOn(one -> one == status).hasSize(ENOUGH_FOR);
            assertThat(statuses).filteredOn(one -> one == 402).hasSize(CALLERS - ENOUGH_FOR);
            assertThat(upstream.calls()).hasSize(ENOUGH_FOR);
            hasSpent(gateway, "run:" + run, spent);
        }
    }

    private static long refused(String run) {
        var answer = gateway.http().get("/receipts/" + run);
        return answer.json()
                .path("receipts")
                .valueStream()
                .filter(receipt -> receipt.path("status").asString().equals("over_budget"))
                .count();
    }

    private static Socket call(String members) throws IOException {
        var url = gateway.service().url();
        var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort());
        var body = GatewayFixture.body(members);
        socket.getOutputStream()
                .write(
                        ("POST /invoke HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                        + "Content-Type: application/json\r\nContent-Length: "
                                        + body.length()
                                        + "\r\n\r\n"
                                        + body)
                                .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static List<Integer> all(int callers, java.util.concurrent.Callable<Integer> each) {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<Integer>>();
            for (int i = 0; i < callers; i++) {
                calls.add(pool.submit(each));
            }
            return results(calls);
        }
    }

    private static List<Integer> results(List<Future<Integer>> calls) {
        var results = new ArrayList<Integer>();
        for (var call : calls) {
            try {
                results.add(call.get());
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return results;
    }
}
