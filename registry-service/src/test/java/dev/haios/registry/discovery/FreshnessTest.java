package dev.haios.registry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.registry.ServiceList;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.schema.Wire;
import dev.haios.registry.TestRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listings keep the text of each service, and are never stale for it. */
class FreshnessTest {

    private TestRegistry registry;

    @BeforeEach
    void start(@TempDir Path home) {
        registry = TestRegistry.start(home);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void what_a_service_says_and_what_time_does_to_it_shows_in_the_next_listing() {
        var id = registry.register("fickle");
        assertThat(listed().load()).isNull();

        beat(id, 0.5);
        assertThat(listed().load()).isEqualTo(0.5);
        beat(id, 0.25);
        assertThat(listed().load()).isEqualTo(0.25);

        registry.advance(89);
        assertThat(listed().missedBeats()).isZero();
        registry.advance(1);
        assertThat(listed().missedBeats()).isEqualTo(1);
        registry.advance(60);
        assertThat(listed().missedBeats()).isEqualTo(2);
        assertThat(listed().status()).isEqualTo(Health.DOWN);
        assertThat(registry.names("/discover?cap=infer")).isEmpty();

        registry.beat(id, "ok");
        assertThat(listed().status()).isEqualTo(Health.OK);
        assertThat(listed().missedBeats()).isZero();

        var promotion = "{\"service_id\":\"%s\",\"to_role\":\"canary\"}".formatted(id);
        assertThat(registry.http().post("/promote", promotion).status()).isEqualTo(200);
        assertThat(listed().role()).isEqualTo(ServiceRole.CANARY);
    }

    @Test
    void a_listing_is_exactly_the_wire_form_of_a_service_list() {
        for (var path : new String[] {"/services", "/services?limit=1", "/discover?cap=none"}) {
            registry.register("a");
            registry.http()
                    .post(
                            "/register",
                            """
                            {"name":"b \\"quoted\\" \\u00e9","type":"tool","role":"canary",
                             "url":"http://127.0.0.1:1","caps":["x"],"labels":{"k":null,"n":1.50}}
                            """);
            var body = registry.http().get(path).body();
            var list = Wire.read(body.getBytes(StandardCharsets.UTF_8), ServiceList.class);
            assertThat(body).isEqualTo(Wire.mapper().writeValueAsString(list));
            registry.list("/services").items().forEach(this::leave);
        }
    }

    @Test
    void an_answered_beat_is_never_older_in_a_listing_that_is_asked_for_after_it()
            throws Exception {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            ids.add(registry.register("racer-" + i));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    ids.stream()
                            .map(id ->
                                    threads.submit(() -> {
                                        for (int n = 1; n <= 50; n++) {
                                            beat(id, n);
                                            assertThat(loadOf(id)).isEqualTo((double) n);
                                        }
                                    }))
                            .toList();
            for (var one : all) {
                one.get();
            }
        }
    }

    private @Nullable Double loadOf(String id) {
        return registry.list("/discover?cap=infer").items().stream()
                .filter(service -> service.serviceId().equals(id))
                .findFirst()
                .orElseThrow()
                .load();
    }

    private RegisteredService listed() {
        return registry.list("/services").items().getFirst();
    }

    private void beat(String id, double load) {
        var body = "{\"service_id\":\"%s\",\"status\":\"ok\",\"load\":%s}".formatted(id, load);
        assertThat(registry.http().put("/heartbeat", body).status()).isEqualTo(200);
    }

    private void leave(RegisteredService service) {
        registry.http()
                .post("/deregister", "{\"service_id\":\"%s\"}".formatted(service.serviceId()));
    }
}
