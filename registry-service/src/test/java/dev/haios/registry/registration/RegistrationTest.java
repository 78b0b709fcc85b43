package dev.haios.registry.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.heartbeat.DesiredState;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.RegistrationReply;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.registry.TestRegistry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrationTest {

    private static final String TEST_SERVICE =
            """
            {
                "name": "test-service",
                "type": "model",
                "role": "experimental",
                "url": "http://127.0.0.1:8888",
                "caps": ["infer"],
                "ctx_limit": 32768
              }\
            """;

    @TempDir Path home;
    private TestRegistry registry;

    @BeforeEach
    void start() {
        registry = TestRegistry.start(home);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void a_new_service_is_created_and_found_by_role() {
        var reply = registry.register(TEST_SERVICE, 201);

        assertThat(reply.success()).isTrue();
        assertThat(reply.status()).isEqualTo(Health.OK);
        assertThat(reply.epoch()).isEqualTo(1);
        assertThat(reply.created()).isTrue();
        var found = registry.list("/discover?role=experimental");
        assertThat(found.count()).isEqualTo(1);
        var service = found.items().getFirst();
        assertThat(service.serviceId()).isEqualTo(reply.serviceId());
        assertThat(service.ctxLimit()).isEqualTo(32768);
        assertThat(service.heartbeatIntervalS()).isEqualTo(60);
        assertThat(service.ttlS()).isEqualTo(90);
        assertThat(service.lastHeartbeatTs()).isEqualTo(TestRegistry.START);
        assertThat(service.registeredAt()).isEqualTo(TestRegistry.START);
    }

    @Test
    void the_same_name_and_url_keep_their_id_and_take_the_next_epoch() {
        var first = registry.register(TEST_SERVICE, 201);
        registry.advance(10);

        var second = registry.register(TEST_SERVICE.replace("32768", "65536"), 200);

        assertThat(second.serviceId()).isEqualTo(first.serviceId());
        assertThat(second.epoch()).isEqualTo(2);
        assertThat(second.created()).isFalse();
        var service = registry.service(first.serviceId());
        assertThat(service.ctxLimit()).isEqualTo(65536);
        assertThat(service.registeredAt()).isEqualTo(TestRegistry.START);
        assertThat(service.lastHeartbeatTs()).isEqualTo(TestRegistry.START.plusSeconds(10));
    }

    @Test
    void an_epoch_grows_also_after_the_service_was_deregistered() {
        var body = TEST_SERVICE.replace("{\n", "{\n\"service_id\":\"svc-1\",");
        registry.register(body, 201);
        assertThat(registry.http().post("/deregister", "{\"service_id\":\"svc-1\"}").status())
                .isEqualTo(200);

        var again = registry.register(body, 201);

        assertThat(again.serviceId()).isEqualTo("svc-1");
        assertThat(again.epoch()).isEqualTo(2);
    }

    @Test
    void a_known_id_may_come_back_under_another_url() {
        registry.register(body("svc-1", "a", 9001), 201);

        var moved = registry.register(body("svc-1", "a", 9002), 200);

        assertThat(moved.serviceId()).isEqualTo("svc-1");
        assertThat(registry.service("svc-1").url()).isEqualTo("http://127.0.0.1:9002");
        assertThat(registry.list("/services?name=a").count()).isEqualTo(1);
    }

    @Test
    void a_known_id_is_found_under_its_new_name_and_no_longer_under_its_old_one() {
        registry.register(body("svc-1", "old", 9001), 201);

        registry.register(body("svc-1", "new", 9001), 200);

        assertThat(registry.names("/discover?name=new")).containsExactly("new");
        assertThat(registry.names("/discover?name=old")).isEmpty();
        assertThat(registry.names("/services")).containsExactly("new");
    }

    @Test
    void a_known_name_and_url_keep_their_id_whatever_new_id_they_bring() {
        registry.register(body("svc-1", "a", 9001), 201);

        assertThat(registry.register(body("svc-2", "a", 9001), 200).serviceId()).isEqualTo("svc-1");
    }

    @Test
    void an_id_cannot_take_the_name_and_url_of_another() {
        registry.register(body("svc-1", "a", 9001), 201);
        registry.register(body("svc-2", "b", 9002), 201);

        var refused = registry.http().post("/register", body("svc-2", "a", 9001));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem().type()).isEqualTo("urn:haios:problem:name-and-url-taken");
        assertThat(refused.json().path("held_by").asString()).isEqualTo("svc-1");
        assertThat(registry.service("svc-2").name()).isEqualTo("b");
    }

    @Test
    void a_url_the_fleet_must_not_call_is_refused() {
        var refused =
                registry.http()
                        .post(
                                "/register",
                                TEST_SERVICE.replace("127.0.0.1:8888", "169.254.169.254"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem().type()).isEqualTo("urn:haios:problem:url-not-allowed");
        assertThat(registry.list("/services").count()).isZero();
    }

    @Test
    void an_unreadable_url_is_refused() {
        var refused =
                registry.http()
                        .post("/register", TEST_SERVICE.replace("127.0.0.1:8888", "[::1:8888"));

        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void a_body_that_breaks_the_contract_changes_nothing() {
        var refused =
                registry.http().post("/register", TEST_SERVICE.replace("\"model\"", "\"toaster\""));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("must be one of model, tool, agent");
        assertThat(registry.list("/services").revision()).isZero();
    }

    @Test
    void a_price_is_the_same_in_both_forms() {
        var nested =
                registry.register(
                        body("svc-1", "a", 9001)
                                .replace(
                                        "\"caps\"",
                                        "\"cost_hint\":{\"usd_per_1k\":0.002},\"caps\""),
                        201);
        var flat =
                registry.register(
                        body("svc-2", "b", 9002)
                                .replace("\"caps\"", "\"cost_hint_usd_per_1k\":0.002,\"caps\""),
                        201);

        assertThat(registry.service(nested.serviceId()).costHintUsdPer1k())
                .isEqualByComparingTo(new BigDecimal("0.002"));
        assertThat(registry.service(flat.serviceId()).costHintUsdPer1k())
                .isEqualByComparingTo(new BigDecimal("0.002"));
    }

    @Test
    void a_promotion_outlives_a_restart_that_repeats_the_old_role() {
        var id = registry.register(TEST_SERVICE, 201).serviceId();
        registry.http()
                .post(
                        "/promote",
                        "{\"service_id\":\"%s\",\"to_role\":\"production\"}".formatted(id));

        registry.register(TEST_SERVICE, 200);
        assertThat(registry.service(id).role()).isEqualTo(ServiceRole.PRODUCTION);

        registry.register(TEST_SERVICE.replace("experimental", "canary"), 200);
        assertThat(registry.service(id).role()).isEqualTo(ServiceRole.CANARY);
        assertThat(registry.http().get("/services/" + id + "/roles").json().path("changes").size())
                .isEqualTo(2);
    }

    @Test
    void registering_again_fulfils_a_wish_to_restart_and_keeps_a_wish_to_pause() {
        var id = registry.register(TEST_SERVICE, 201).serviceId();

        want(id, "restart");
        registry.register(TEST_SERVICE, 200);
        assertThat(registry.service(id).desiredState()).isEqualTo(DesiredState.RUN);

        want(id, "pause");
        registry.register(TEST_SERVICE, 200);
        assertThat(registry.service(id).desiredState()).isEqualTo(DesiredState.PAUSE);
    }

    @Test
    void deregistering_forgets_and_an_unknown_id_is_404() {
        var id = registry.register(TEST_SERVICE, 201).serviceId();
        var body = "{\"service_id\":\"%s\"}".formatted(id);

        assertThat(registry.http().post("/deregister", body).json().path("success").asBoolean())
                .isTrue();
        assertThat(registry.list("/services").items()).isEmpty();
        var again = registry.http().post("/deregister", body);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.problem().type()).isEqualTo("urn:haios:problem:unknown-service");
        assertThat(registry.http().get("/services/" + id).status()).isEqualTo(404);
    }

    @Test
    void services_beyond_the_room_there_is_are_told_so_and_those_inside_may_come_again(
            @TempDir Path scratch) {
        try (var small =
                TestRegistry.start(scratch, "haios.registry.registration.max-services=2")) {
            var first = small.register("first");
            small.register("second");
            var third =
                    """
                    {"name":"third","type":"tool","role":"canary","url":"http://127.0.0.1:3",
                     "caps":[]}
                    """;
            var refused = small.http().post("/register", third);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem().type()).isEqualTo("urn:haios:problem:registry-full");
            assertThat(refused.headers().firstValue("Retry-After")).contains("60");
            assertThat(small.http().get("/metrics").body())
                    .containsPattern("haios_registry_services_limit(\\{[^}]*})? 2.0");

            var again =
                    """
                    {"service_id":"%s","name":"first","type":"tool","role":"canary",
                     "url":"http://127.0.0.1:4","caps":[]}
                    """
                            .formatted(first);
            assertThat(small.http().post("/register", again).status()).isEqualTo(200);
            small.http().post("/deregister", "{\"service_id\":\"" + first + "\"}");
            assertThat(small.http().post("/register", third).status()).isEqualTo(201);
        }
    }

    @Test
    void all_who_register_one_name_at_once_get_the_same_id_and_different_epochs() throws Exception {
        Callable<RegistrationReply> register =
                () -> registry.http().post("/register", TEST_SERVICE).as(RegistrationReply.class);
        var ids = ConcurrentHashMap.<String>newKeySet();
        var epochs = new HashSet<Long>();
        int created = 0;
        try (var threads = Executors.newFixedThreadPool(64)) {
            var replies =
                    threads.invokeAll(IntStream.range(0, 64).mapToObj(_ -> register).toList());
            for (var future : replies) {
                var reply = future.get();
                ids.add(reply.serviceId());
                epochs.add(reply.epoch());
                created += Boolean.TRUE.equals(reply.created()) ? 1 : 0;
            }
        }

        assertThat(ids).hasSize(1);
        assertThat(epochs).hasSize(64).contains(1L, 64L);
        assertThat(created).isEqualTo(1);
        assertThat(registry.list("/services").revision()).isEqualTo(64);
    }

    private void want(String id, String state) {
        var answer =
                registry.http()
                        .put(
                                "/services/" + id + "/desired_state",
                                "{\"desired_state\":\"%s\"}".formatted(state));
        assertThat(answer.status()).isEqualTo(200);
    }

    private static String body(String id, String name, int port) {
        return """
        {"service_id":"%s","name":"%s","type":"tool","role":"production",
         "url":"http://127.0.0.1:%d","caps":["x"]}
        """
                .formatted(id, name, port);
    }
}
