package dev.haios.router.membership;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.router.FakeRegistry;
import dev.haios.router.Registered;
import dev.haios.router.RouterUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {

    private static final String EMPTY_MATRIX = "{\"schema_version\":1,\"capabilities\":{}}";

    @TempDir Path home;
    private final FakeRegistry registry = FakeRegistry.empty();

    @AfterEach
    void stop() {
        registry.close();
    }

    private RouterUnderTest ready() {
        RouterUnderTest.writeMatrix(home, EMPTY_MATRIX);
        return RouterUnderTest.ready(home, registry);
    }

    @Test
    void before_the_registry_was_reached_nothing_is_claimed_about_the_fleet() {
        registry.goAway();
        RouterUnderTest.writeMatrix(home, EMPTY_MATRIX);
        try (var router = RouterUnderTest.start(home, registry)) {
            var refused = router.ask("{\"target\":{}}");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem().type()).isEqualTo("urn:haios:problem:registry-unknown");
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(router.http().get("/providers").status()).isEqualTo(503);
            assertThat(router.http().get("/stats").status()).isEqualTo(200);
            assertThat(router.health("status")).isEqualTo("degraded");
            registry.put(Registered.model("a", "infer"));
            registry.comeBack();
            eventually("routes", () -> router.stats("services") == 1);
            assertThat(router.names("infer")).containsExactly("a");
            eventually("well", () -> router.health("status").equals("ok"));
        }
    }

    @Test
    void everyone_who_comes_changes_or_goes_is_followed() {
        try (var router = ready()) {
            registry.put(Registered.model("a", "infer"));
            registry.put(Registered.model("b", "infer"));
            eventually("both", () -> router.names("infer").equals(List.of("a", "b")));
            registry.put(Registered.model("a", "plan"));
            eventually("changed", () -> router.names("plan").equals(List.of("a")));
            registry.remove("id-b");
            eventually("gone", () -> router.names("infer").isEmpty());
            assertThat(router.stats("registry_revision")).isEqualTo(4);
        }
    }

    @Test
    void a_fleet_larger_than_a_page_is_read_completely() {
        IntStream.range(0, 25).forEach(i -> registry.put(Registered.model("s" + i, "infer")));
        registry.pagesOf(10);
        try (var router = ready()) {
            assertThat(router.names("infer")).hasSize(25);
        }
    }

    @Test
    void changes_during_a_lost_connection_are_caught_up_without_reading_everything() {
        registry.put(Registered.model("a", "infer"));
        try (var router = ready()) {
            eventually("followed", () -> registry.watchers() == 1);
            long readings = registry.readings();
            registry.cut();
            registry.put(Registered.model("b", "infer"));
            eventually("caught up", () -> router.names("infer").size() == 2);
            assertThat(registry.readings()).isEqualTo(readings);
        }
    }

    @Test
    void a_reset_has_everything_read_again() {
        registry.put(Registered.model("a", "infer"));
        try (var router = ready()) {
            eventually("followed", () -> registry.watchers() == 1);
            registry.reset(Registered.model("z", "infer"));
            eventually("read again", () -> router.names("infer").equals(List.of("z")));
        }
    }

    @Test
    void a_registry_with_another_store_is_read_anew_although_revisions_fit() {
        registry.put(Registered.model("a", "infer"));
        try (var router = ready()) {
            eventually("followed", () -> registry.watchers() == 1);
            registry.goAway();
            registry.replaceStore(Registered.model("x", "infer"), Registered.model("y", "infer"));
            registry.comeBack();
            eventually("read anew", () -> router.names("infer").equals(List.of("x", "y")));
        }
    }

    @Test
    void a_reading_that_fails_is_tried_again() {
        registry.put(Registered.model("a", "infer"));
        registry.refuseReadings(5);
        try (var router = ready()) {
            assertThat(router.names("infer")).containsExactly("a");
        }
    }

    private static long version(RouterUnderTest router) {
        return router.route("{\"target\":{}}").version();
    }

    @Test
    void without_the_registry_answers_go_on_and_say_how_stale_they_are() {
        registry.put(Registered.model("a", "infer"));
        try (var router = ready()) {
            long before = version(router);
            registry.goAway();
            eventually("noticed", () -> router.stats("stale_ms") >= 0);
            // Who keeps answers has to ask anew, or would go on saying that they are fresh.
            eventually("newer answers", () -> version(router) > before);
            long without = version(router);
            router.time().advance(Duration.ofSeconds(7));
            var reply = router.route("{\"target\":{}}");
            assertThat(reply.candidates()).hasSize(1);
            assertThat(reply.staleMs()).isEqualTo(7000);
            assertThat(router.health("status")).isEqualTo("degraded");
            assertThat(router.health("stale_ms")).isEqualTo("7000");
            registry.comeBack();
            eventually("back", () -> router.stats("stale_ms") == -1);
            assertThat(router.health("status")).isEqualTo("ok");
            eventually("newer answers again", () -> version(router) > without);
        }
    }
}
