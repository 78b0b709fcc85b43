package dev.haios.router.version;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.heartbeat.Activity;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.RegistryChangeKind;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.http.SseClient;
import dev.haios.kit.http.SseFollower;
import dev.haios.router.FakeRegistry;
import dev.haios.router.Registered;
import dev.haios.router.RouterUnderTest;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

    @TempDir Path home;
    private final FakeRegistry registry = FakeRegistry.empty();
    private final List<SseFollower.Message> seen = new CopyOnWriteArrayList<>();
    private RouterUnderTest router;
    private SseFollower follower;

    @BeforeEach
    void start() {
        RouterUnderTest.writeMatrix(home, "{\"schema_version\":1,\"capabilities\":{}}");
        registry.put(Registered.model("a", "infer").p95(20));
        registry.put(Registered.model("b", "infer").p95(200));
        registry.put(Registered.model("alone", "plan").p95(20));
        router = RouterUnderTest.ready(home, registry);
        follower = follow();
        eventually("hello", () -> !seen.isEmpty());
    }

    private SseFollower follow() {
        var base = router.http().get("/health").json().path("port").asInt();
        return router.bean(SseClient.class)
                .follower(
                        "test",
                        _ -> URI.create("http://127.0.0.1:" + base + "/watch"),
                        new SseFollower.Listener() {
                            @Override
                            public void connected() {}

                            @Override
                            public void message(SseFollower.Message message) {
                                seen.add(message);
                            }

                            @Override
                            public void disconnected() {}
                        })
                .start();
    }

    @AfterEach
    void stop() {
        follower.close();
        router.close();
        registry.close();
    }

    private static long version(SseFollower.Message message) {
        return Wire.lenient().readTree(message.data()).path("version").asLong();
    }

    private static String change(SseFollower.Message message) {
        return Wire.lenient().readTree(message.data()).path("change").asString();
    }

    /** Does something and waits for the push; the reply then carries the pushed version. */
    private String pushAfter(Runnable act) {
        int before = seen.size();
        act.run();
        eventually("a push", () -> seen.size() > before);
        var last = seen.getLast();
        assertThat(last.event()).isEqualTo("version");
        assertThat(router.route("{\"target\":{}}").version()).isEqualTo(version(last));
        return change(last);
    }

    /** Does something that must not push, then something that does: only the latter is seen. */
    private void noPushAfter(Runnable act) {
        int before = seen.size();
        long version = router.version();
        act.run();
        registry.put(Registered.model("marker", "x"));
        eventually("the marker's push", () -> seen.size() > before);
        assertThat(version(seen.getLast())).isEqualTo(version + 1);
        assertThat(seen).hasSize(before + 1);
    }

    @Test
    void the_first_frame_says_where_things_stand() {
        assertThat(seen.getFirst().event()).isEqualTo("hello");
        assertThat(version(seen.getFirst())).isEqualTo(router.version());
    }

    @Test
    void membership_health_role_and_matrix_are_pushed() {
        assertThat(pushAfter(() -> registry.put(Registered.model("c", "infer"))))
                .isEqualTo("membership");
        assertThat(pushAfter(() -> registry.remove("id-c"))).isEqualTo("membership");
        assertThat(
                        pushAfter(() ->
                                registry.put(
                                        Registered.model("a", "infer")
                                                .p95(20)
                                                .health(Health.DEGRADED, null))))
                .isEqualTo("membership");
        assertThat(
                        pushAfter(() ->
                                registry.put(
                                        Registered.model("b", "infer")
                                                .p95(200)
                                                .role(ServiceRole.STAGING),
                                        RegistryChangeKind.ROLE_CHANGED)))
                .isEqualTo("membership");
        assertThat(
                        pushAfter(() ->
                                router.matrix(
                                        "{\"schema_version\":1,\"capabilities\":{\"x\":{\"candidates\":[]}}}")))
                .isEqualTo("matrix");
    }

    @Test
    void figures_are_pushed_only_when_services_changed_places() {
        noPushAfter(() -> registry.load(Registered.model("a", "infer").p95(24)));
        assertThat(pushAfter(() -> registry.load(Registered.model("a", "infer").p95(2000))))
                .isEqualTo("order");
        assertThat(router.names("infer")).containsExactly("b", "a");
    }

    @Test
    void a_service_that_nobody_can_stand_in_for_may_become_slower_without_a_push() {
        noPushAfter(() -> registry.load(Registered.model("alone", "plan").p95(5000)));
        assertThat(
                        router.route("{\"target\":{\"name\":\"alone\"}}")
                                .candidates()
                                .getFirst()
                                .p95Ms())
                .isEqualTo(5000);
    }

    @Test
    void activity_that_changes_no_answer_is_not_pushed_but_a_pause_is() {
        noPushAfter(() ->
                registry.put(Registered.model("a", "infer").p95(20).activity(Activity.RUNNING)));
        assertThat(
                        pushAfter(() ->
                                registry.put(
                                        Registered.model("a", "infer")
                                                .p95(20)
                                                .activity(Activity.PAUSED))))
                .isEqualTo("membership");
    }

    @Test
    void the_version_grows_across_restarts() {
        long before = router.version();
        follower.close();
        router.close();
        router = RouterUnderTest.ready(home, registry);
        assertThat(router.version()).isGreaterThan(before);
    }

    @Test
    void watchers_are_counted_while_they_watch() {
        assertThat(router.metric("haios_router_watchers")).isEqualTo(1);

        follower.close();
        // That one has left is noticed when a frame cannot be written.
        eventually(
                "nobody watches",
                () -> {
                    registry.put(Registered.model("marker", "x"));
                    registry.remove("id-marker");
                    return router.metric("haios_router_watchers") == 0;
                });
    }
}
