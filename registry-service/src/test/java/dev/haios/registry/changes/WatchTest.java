package dev.haios.registry.changes;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.registry.RegistryChange;
import dev.haios.contracts.registry.RegistryChangeKind;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.store.Store;
import dev.haios.registry.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {

    @TempDir Path home;
    private @Nullable TestRegistry started;

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    private TestRegistry start(String... properties) {
        var registry = TestRegistry.start(home, properties);
        started = registry;
        return registry;
    }

    private TestRegistry restarted(TestRegistry registry) {
        registry.close();
        var again = TestRegistry.start(home, registry.time());
        started = again;
        return again;
    }

    @Test
    void a_watcher_is_greeted_and_hears_what_comes() {
        var registry = start();
        registry.register("before");
        try (var watcher = Watcher.at(registry.url(), "/watch")) {
            eventually("greeted", () -> !watcher.frames().isEmpty());
            var id = registry.register("after");
            registry.beat(id, "running");
            registry.http().post("/deregister", "{\"service_id\":\"%s\"}".formatted(id));

            eventually("heard", () -> watcher.frames().size() == 4);
            assertThat(watcher.frames().getFirst().event()).isEqualTo("hello");
            assertThat(Wire.lenient().readTree(watcher.frames().getFirst().data()).path("revision"))
                    .hasToString("1");
            assertThat(watcher.events())
                    .containsExactly("hello", "registered", "status_changed", "deregistered");
            assertThat(watcher.ids()).containsExactly(2L, 3L, 4L);
            var change =
                    Wire.lenient().readValue(watcher.frames().get(1).data(), RegistryChange.class);
            assertThat(change.revision()).isEqualTo(2);
            assertThat(change.kind()).isEqualTo(RegistryChangeKind.REGISTERED);
            assertThat(change.service()).isNotNull();
            assertThat(change.service().revision()).isEqualTo(2);
            assertThat(registry.http().get("/metrics").body())
                    .contains("haios_registry_watchers{service=\"registry\"} 1.0");
        }
        eventually(
                "gone",
                () -> {
                    registry.register("more-" + registry.list("/services").revision());
                    return registry.http()
                            .get("/metrics")
                            .body()
                            .contains("haios_registry_watchers{service=\"registry\"} 0.0");
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 19, 20})
    void a_watcher_gets_what_it_missed_from_memory_or_from_the_log(int since) {
        var registry = start("haios.registry.watch.recent=4");
        for (int i = 0; i < 20; i++) {
            registry.register("s" + i);
        }
        try (var watcher = Watcher.at(registry.url(), "/watch?since=" + since)) {
            registry.register("s20");

            eventually("caught up", () -> watcher.ids().contains(21L));
            assertThat(watcher.ids()).isEqualTo(range(since + 1, 21));
        }
    }

    @Test
    void a_restart_leaves_no_gap() {
        var registry = start();
        registry.register("a");
        registry = restarted(registry);
        registry.register("b");

        try (var watcher = Watcher.at(registry.url(), "/watch?since=0")) {
            eventually("both", () -> watcher.ids().equals(List.of(1L, 2L)));
        }
    }

    @Test
    void the_last_event_id_of_a_browser_that_reconnects_counts_before_its_first_url() {
        var registry = start();
        registry.register("a");
        registry.register("b");

        try (var watcher = Watcher.at(registry.url(), "/watch?since=0", "Last-Event-ID", "1")) {
            eventually("the second only", () -> watcher.ids().equals(List.of(2L)));
        }
    }

    @Test
    void watchers_who_join_among_concurrent_writers_hear_every_change_once_and_in_order()
            throws Exception {
        var registry = start("haios.registry.watch.recent=32");
        int writers = 8;
        int each = 60;
        long last = (long) writers * each;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var early = Watcher.at(registry.url(), "/watch?since=0")) {
            for (int writer = 0; writer < writers; writer++) {
                var prefix = "w" + writer + "-";
                threads.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        registry.register(prefix + i);
                    }
                });
            }
            eventually("some", () -> early.ids().size() > last / 4);
            try (var middle = Watcher.at(registry.url(), "/watch?since=0");
                    var late = Watcher.at(registry.url(), "/watch?since=" + last / 5)) {
                eventually("all", () -> early.ids().contains(last));
                eventually("all", () -> middle.ids().contains(last));
                eventually("all", () -> late.ids().contains(last));
                assertThat(early.ids()).isEqualTo(range(1, last));
                assertThat(middle.ids()).isEqualTo(range(1, last));
                assertThat(late.ids()).isEqualTo(range(last / 5 + 1, last));
            }
        }
    }

    @Test
    void a_revision_that_has_not_come_yet_is_answered_with_reset() {
        var registry = start();
        registry.register("a");

        try (var watcher = Watcher.at(registry.url(), "/watch?since=99")) {
            eventually("reset", () -> watcher.events().equals(List.of("hello", "reset")));
            registry.register("b");
            eventually("goes on", () -> watcher.events().getLast().equals("registered"));
            assertThat(watcher.ids()).containsExactly(1L, 2L);
        }
    }

    @Test
    void a_log_that_was_cut_is_answered_with_reset() {
        var registry = start("haios.registry.changes.keep=1");
        for (int i = 0; i < 5; i++) {
            registry.register("s" + i);
        }
        var events = registry.bean(ChangeEvents.class);
        registry.bean(Store.class)
                .write(() -> {
                    events.delivered(5);
                    return true;
                });
        registry = restarted(registry);

        try (var watcher = Watcher.at(registry.url(), "/watch?since=1")) {
            eventually("reset", () -> watcher.events().contains("reset"));
        }
        try (var watcher = Watcher.at(registry.url(), "/watch?since=4")) {
            eventually("replayed", () -> watcher.ids().equals(List.of(5L)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"since=-1", "since=soon", "since=", "from=1"})
    void a_question_that_cannot_be_understood_is_refused(String query) {
        var registry = start();

        assertThat(registry.http().get("/watch?" + query).status()).isEqualTo(400);
    }

    @Test
    void load_figures_travel_at_most_once_a_second_and_without_a_revision() {
        var registry = start();
        var id = registry.register("busy");
        try (var watcher = Watcher.at(registry.url(), "/watch")) {
            eventually("greeted", () -> !watcher.frames().isEmpty());
            for (int i = 0; i < 20; i++) {
                load(registry, id, i / 100.0);
            }
            registry.time().advance(Duration.ofSeconds(1));
            eventually("one", () -> watcher.events().contains("load"));
            load(registry, id, 0.5);
            load(registry, id, 0.6);
            registry.time().advance(Duration.ofSeconds(1));
            eventually("two", () -> watcher.events().stream().filter("load"::equals).count() == 2);

            assertThat(watcher.ids()).isEmpty();
            var change =
                    Wire.lenient()
                            .readValue(watcher.frames().getLast().data(), RegistryChange.class);
            assertThat(change.service().load()).isEqualTo(0.6);
            assertThat(watcher.events()).containsExactly("hello", "load", "load");
        }
    }

    @Test
    void a_watcher_that_does_not_read_is_told_to_start_over_and_slows_nobody() {
        var registry = start("haios.registry.watch.recent=8", "haios.registry.watch.queue=9");
        var feed = registry.bean(ChangeFeed.class);
        var joined = feed.joinNow();

        for (int i = 0; i < 20; i++) {
            registry.register("s" + i);
        }

        assertThat(joined.stream().queued()).isEqualTo(9);
        assertThat(feed.watchers()).isZero();
    }

    private static void load(TestRegistry registry, String id, double load) {
        var answer =
                registry.http()
                        .put(
                                "/heartbeat",
                                "{\"service_id\":\"%s\",\"status\":\"ok\",\"load\":%s}"
                                        .formatted(id, load));
        assertThat(answer.status()).isEqualTo(200);
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
