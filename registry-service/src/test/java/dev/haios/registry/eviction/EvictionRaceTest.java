package dev.haios.registry.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.eviction.EvictionAction;
import dev.haios.contracts.eviction.EvictionOutcome;
import dev.haios.contracts.eviction.EvictionReply;
import dev.haios.registry.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Heartbeats and evictions of one service against a model of what must come of them. */
class EvictionRaceTest {

    private static @Nullable TestRegistry shared;
    private static int names;

    @BeforeContainer
    static void start() throws IOException {
        shared = TestRegistry.start(Files.createTempDirectory(Path.of("target"), "race"));
    }

    @AfterContainer
    static void stop() {
        registry().close();
    }

    private static TestRegistry registry() {
        if (shared == null) {
            throw new IllegalStateException("not started");
        }
        return shared;
    }

    sealed interface Step {
        record Pass(int seconds) implements Step {}

        record Beat() implements Step {}

        record Register() implements Step {}

        record Leave() implements Step {}

        /** An eviction by the heartbeat seen so many heartbeats ago. */
        record Evict(EvictionAction action, int stale) implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        Arbitrary<Step> pass =
                Arbitraries.of(1, 30, 60, 90, 150, 210).map(seconds -> new Step.Pass(seconds));
        Arbitrary<Step> evict =
                Combinators.combine(
                                Arbitraries.of(EvictionAction.class),
                                Arbitraries.frequency(
                                        Tuple.of(4, 0), Tuple.of(1, 1), Tuple.of(1, 2)))
                        .as((action, stale) -> new Step.Evict(action, stale));
        return Arbitraries.frequencyOf(
                        Tuple.of(5, pass),
                        Tuple.of(3, Arbitraries.just(new Step.Beat())),
                        Tuple.of(1, Arbitraries.just(new Step.Register())),
                        Tuple.of(1, Arbitraries.just(new Step.Leave())),
                        Tuple.of(6, evict))
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    /** What must be true, kept in the simplest way. */
    private static final class Model {
        final ArrayList<Instant> heard = new ArrayList<>();
        final Map<String, EvictionReply> done = new HashMap<>();
        boolean known = true;

        EvictionOutcome expected(Step.Evict evict, Instant base, Instant now) {
            if (done.containsKey(evict.action() + "|" + base)) {
                return EvictionOutcome.EVICTED;
            }
            if (!known) {
                return done.containsKey(EvictionAction.DEREGISTER + "|" + base)
                                || done.containsKey(EvictionAction.MARK_DOWN + "|" + base)
                        ? EvictionOutcome.ALREADY_DONE
                        : EvictionOutcome.UNKNOWN;
            }
            if (!base.equals(heard.getLast())) {
                return EvictionOutcome.BEAT_WON;
            }
            long silent = Duration.between(heard.getLast(), now).toSeconds();
            int least = evict.action() == EvictionAction.MARK_DOWN ? 150 : 210;
            return silent < least ? EvictionOutcome.NOT_DUE : EvictionOutcome.EVICTED;
        }
    }

    @Property(tries = 60)
    void an_eviction_does_what_the_model_says_and_nothing_else(@ForAll("lives") List<Step> life) {
        var registry = registry();
        var name = "racer-" + names++;
        var body =
                """
                {"service_id":"%s","name":"%s","type":"tool","role":"canary",
                 "url":"http://127.0.0.1:1","caps":[]}\
                """
                        .formatted(name, name);
        registry.register(body, 201);
        var model = new Model();
        model.heard.add(registry.time().instant());
        for (var step : life) {
            // Two signs of life within one millisecond would be one to an eviction.
            registry.time().advance(Duration.ofMillis(1));
            switch (step) {
                case Step.Pass(var seconds) -> registry.advance(seconds);
                case Step.Beat() -> {
                    assertThat(registry.beat(name, "ok").status())
                            .isEqualTo(model.known ? 200 : 404);
                    if (model.known) {
                        model.heard.add(registry.time().instant());
                    }
                }
                case Step.Register() -> {
                    registry.register(body, model.known ? 200 : 201);
                    model.known = true;
                    model.heard.add(registry.time().instant());
                }
                case Step.Leave() -> {
                    var left =
                            registry.http()
                                    .post("/deregister", "{\"service_id\":\"%s\"}".formatted(name));
                    assertThat(left.status()).isEqualTo(model.known ? 200 : 404);
                    model.known = false;
                }
                case Step.Evict evict -> evict(registry, name, model, evict);
            }
            assertThat(registry.http().get("/services/" + name).status())
                    .isEqualTo(model.known ? 200 : 404);
        }
        registry.http().post("/deregister", "{\"service_id\":\"%s\"}".formatted(name));
    }

    private static void evict(TestRegistry registry, String name, Model model, Step.Evict evict) {
        int index = Math.max(0, model.heard.size() - 1 - evict.stale());
        var base = model.heard.get(index);
        var expected = model.expected(evict, base, registry.time().instant());
        var key = evict.action() + "|" + base;

        var reply = registry.evict(name, evict.action(), base);

        assertThat(reply.outcome()).isEqualTo(expected);
        if (reply.outcome() == EvictionOutcome.EVICTED) {
            var before = model.done.putIfAbsent(key, reply);
            if (before == null && evict.action() == EvictionAction.DEREGISTER) {
                model.known = false;
            }
            assertThat(reply).isEqualTo(model.done.get(key));
        }
    }

    @Example
    void of_a_beat_and_an_eviction_at_the_same_moment_exactly_one_wins() throws Exception {
        for (int round = 0; round < 40; round++) {
            race();
        }
    }

    private static void race() throws Exception {
        var registry = registry();
        var name = "twin-" + names++;
        var id = registry.register(name);
        var heard = registry.time().instant();
        registry.advance(210);
        var barrier = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var beat =
                    threads.submit(() -> {
                        barrier.await();
                        return registry.beat(id, "ok").status();
                    });
            var eviction =
                    threads.submit(() -> {
                        barrier.await();
                        return registry.evict(id, EvictionAction.DEREGISTER, heard).outcome();
                    });

            if (beat.get() == 200) {
                assertThat(eviction.get()).isEqualTo(EvictionOutcome.BEAT_WON);
                assertThat(registry.names("/discover?name=" + name)).containsExactly(name);
            } else {
                assertThat(eviction.get()).isEqualTo(EvictionOutcome.EVICTED);
                assertThat(registry.http().get("/services/" + id).status()).isEqualTo(404);
            }
        }
        registry.http().post("/deregister", "{\"service_id\":\"%s\"}".formatted(id));
    }
}
