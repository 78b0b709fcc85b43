package dev.haios.registry.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.store.Store;
import dev.haios.registry.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What services leave behind does not grow for ever. */
class RetentionTest {

    @TempDir Path home;
    private TestRegistry registry;

    @BeforeEach
    void start() {
        registry =
                TestRegistry.start(
                        home,
                        "haios.registry.retention.roles=3h",
                        "haios.registry.retention.epochs=2h",
                        // Driven by the test.
                        "haios.registry.retention.interval=100d");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private void forget() {
        registry.bean(Forgetting.class).run();
    }

    private void hours(int hours) {
        registry.advance(Duration.ofHours(hours).toSeconds());
    }

    private void promote(String id, String role) {
        var body = "{\"service_id\":\"%s\",\"to_role\":\"%s\"}".formatted(id, role);
        assertThat(registry.http().post("/promote", body).status()).isEqualTo(200);
    }

    private int roles(String id) {
        return registry.http().get("/services/" + id + "/roles").json().get("changes").size();
    }

    private long epochs() {
        var store = registry.bean(Store.class);
        return store.read(
                () -> store.jdbc().sql("SELECT count(*) FROM epochs").query(Long.class).single());
    }

    private void leave(String id) {
        var left = registry.http().post("/deregister", "{\"service_id\":\"" + id + "\"}");
        assertThat(left.status()).as(left.body()).isEqualTo(200);
    }

    private long returnOf(String id) {
        return registry.register(
                        """
                        {"service_id":"%s","name":"phoenix","type":"model","role":"canary",
                         "url":"http://127.0.0.1:1","caps":[]}
                        """
                                .formatted(id),
                        201)
                .epoch();
    }

    @Test
    void changes_of_role_are_forgotten_after_their_time_and_not_before() {
        var id = registry.register("climber");
        promote(id, "canary");
        hours(2);
        promote(id, "staging");
        forget();
        assertThat(roles(id)).isEqualTo(2);

        hours(2);
        forget();
        assertThat(roles(id)).isEqualTo(1);
        hours(2);
        forget();
        assertThat(roles(id)).isZero();
    }

    @Test
    void an_epoch_outlives_its_service_for_a_time_only_and_never_falls_back() {
        var stays = registry.register("stays");
        var id = registry.register("phoenix");
        hours(100);
        leave(id);
        forget();
        hours(1);
        forget();
        assertThat(returnOf(id)).as("it came back in time").isEqualTo(2);

        hours(100);
        leave(id);
        forget();
        hours(3);
        forget();
        assertThat(epochs()).isEqualTo(1);
        assertThat(returnOf(id)).as("above what was forgotten").isEqualTo(3);
        assertThat(registry.service(stays).epoch()).isEqualTo(1);
    }

    @Test
    void many_are_forgotten_in_one_go() {
        var store = registry.bean(Store.class);
        store.write(() ->
                store.jdbc()
                        .sql(
                                """
                                WITH RECURSIVE n(i) AS (
                                  SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
                                INSERT INTO epochs (service_id, epoch) SELECT 'gone-' || i, 1 FROM n
                                """)
                        .update());
        forget();
        hours(3);
        forget();
        assertThat(epochs()).isZero();
    }
}
