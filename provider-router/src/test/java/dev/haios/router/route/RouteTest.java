package dev.haios.router.route;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.routing.Rejection;
import dev.haios.contracts.routing.Tier;
import dev.haios.router.FakeRegistry;
import dev.haios.router.Registered;
import dev.haios.router.RouterUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

    private static final String MATRIX =
            """
            {"schema_version":1,
             "routing_policy":{"prefer":"local","deny_vendors":["shady"]},
             "capabilities":{
               "classify":{"candidates":[
                 {"service":"tlc","tier":"local","usd_per_1k_in":0,"usd_per_1k_out":0,"p95_ms":30},
                 {"provider":"acme","model":"m-1","tier":"external","usd_per_1k_in":0.001,
                  "usd_per_1k_out":0.005,"p95_ms":900,"ctx_limit":128000},
                 {"provider":"acme","model":"m-2","tier":"external"}]},
               "summarize":{"candidates":[],"routing_policy":{"prefer":"cheapest","sla_ms_p95":500}}}}
            """;

    @TempDir Path home;
    private final FakeRegistry registry = FakeRegistry.empty();
    private RouterUnderTest router;

    @BeforeEach
    void start() {
        RouterUnderTest.writeMatrix(home, MATRIX);
        registry.put(Registered.model("tlc", "classify").p95(12));
        registry.put(
                Registered.model("acme-1", "classify", "infer")
                        .label("provider", "acme")
                        .label("model", "m-1")
                        .label("invoke_path", "/v1/go"));
        registry.put(Registered.model("agent", "plan").type(ServiceType.AGENT));
        router = RouterUnderTest.ready(home, registry);
    }

    @AfterEach
    void stop() {
        router.close();
        registry.close();
    }

    @Test
    void the_seeds_question_is_answered_with_everything_a_caller_needs() {
        var reply =
                router.route(
                        """
                        {"target":{"type":"model","role":"production","require_caps":["classify"]},
                         "policy":{"prefer":"local"}}
                        """);
        assertThat(reply.candidates()).extracting(Candidate::name).containsExactly("tlc", "acme-1");
        var tlc = reply.candidates().getFirst();
        assertThat(tlc.serviceId()).isEqualTo("id-tlc");
        assertThat(tlc.url()).isEqualTo("http://127.0.0.1:9/tlc");
        assertThat(tlc.tier()).isEqualTo(Tier.LOCAL);
        assertThat(tlc.usdPer1k()).isZero();
        assertThat(tlc.p95Ms()).isEqualTo(12);
        assertThat(tlc.status()).isEqualTo(Health.OK);
        assertThat(tlc.invokePath()).isEqualTo("/invoke");
        assertThat(tlc.reason()).startsWith("local, free, p95 12 ms");
        var external = reply.candidates().get(1);
        assertThat(external.tier()).isEqualTo(Tier.EXTERNAL);
        assertThat(external.usdPer1k()).isEqualByComparingTo("0.002");
        assertThat(external.invokePath()).isEqualTo("/v1/go");
        assertThat(external.provider()).isEqualTo("acme");
        assertThat(reply.registryRevision()).isEqualTo(3);
        assertThat(reply.matrixVersion()).startsWith("sha256:");
        assertThat(reply.staleMs()).isNull();
    }

    @Test
    void models_the_matrix_names_but_nobody_registered_are_listed_without_an_id() {
        var reply = router.route("{\"target\":{\"require_caps\":[\"classify\"]}}");
        assertThat(reply.rejected())
                .containsExactly(new Rejection("acme/m-2", "in the matrix, not registered", null));
    }

    @Test
    void a_filter_for_models_never_offers_tools() {
        registry.put(Registered.model("hammer", "classify").type(ServiceType.TOOL));
        eventually("both there", () -> router.names("classify").contains("hammer"));
        var reply =
                router.route("{\"target\":{\"type\":\"model\",\"require_caps\":[\"classify\"]}}");
        assertThat(reply.candidates()).extracting(Candidate::name).doesNotContain("hammer");
        var tools =
                router.route("{\"target\":{\"type\":\"tool\",\"require_caps\":[\"classify\"]}}");
        assertThat(tools.candidates()).extracting(Candidate::name).containsExactly("hammer");
        assertThat(tools.rejected()).isEmpty();
    }

    @Test
    void what_nothing_matches_is_an_empty_answer_and_not_an_error() {
        var reply = router.route("{\"target\":{\"require_caps\":[\"teleport\"]}}");
        assertThat(reply.candidates()).isEmpty();
        assertThat(reply.rejected()).isEmpty();
    }

    @Test
    void a_service_that_goes_down_is_rejected_with_the_reason() {
        registry.put(Registered.model("tlc", "classify").silent(2));
        eventually(
                "tlc is gone", () -> router.names("classify").equals(java.util.List.of("acme-1")));
        var reply = router.route("{\"target\":{\"require_caps\":[\"classify\"]}}");
        assertThat(reply.rejected())
                .contains(
                        new Rejection("tlc", "down: silent since 2026-01-01T00:00:00Z", "id-tlc"));
    }

    @Test
    void a_denied_vendor_is_never_offered() {
        registry.put(Registered.model("dark", "classify").label("provider", "shady"));
        eventually("known", () -> router.stats("services") == 4);
        var reply = router.route("{\"target\":{\"require_caps\":[\"classify\"]}}");
        assertThat(reply.candidates()).extracting(Candidate::name).doesNotContain("dark");
        assertThat(reply.rejected())
                .contains(
                        new Rejection("dark", "provider shady is denied by the matrix", "id-dark"));
    }

    @Test
    void a_service_the_matrix_does_not_know_is_routable_on_its_own_price() {
        registry.put(Registered.model("own", "classify").usd("0.25"));
        eventually("offered", () -> router.names("classify").contains("own"));
        var own = router.route("{\"target\":{\"name\":\"own\"}}").candidates().getFirst();
        assertThat(own.usdPer1k()).isEqualByComparingTo("0.25");
        assertThat(own.tier()).isEqualTo(Tier.LOCAL);
    }

    @Test
    void a_capability_may_have_a_policy_of_its_own() {
        registry.put(Registered.model("slow", "summarize").p95(900));
        registry.put(Registered.model("dear", "summarize").usd("0.1").p95(10));
        registry.put(Registered.model("cheap", "summarize").usd("0.01").p95(400));
        eventually("all there", () -> router.stats("services") == 6);
        var reply = router.route("{\"target\":{\"require_caps\":[\"summarize\"]}}");
        assertThat(reply.candidates()).extracting(Candidate::name).containsExactly("cheap", "dear");
        assertThat(reply.rejected())
                .extracting(Rejection::reason)
                .containsExactly("p95 of 900 ms is over the limit of 500 ms");
    }

    @Test
    void all_capabilities_must_be_there_and_nothing_asked_means_anybody() {
        assertThat(
                        router.route("{\"target\":{\"require_caps\":[\"infer\",\"classify\"]}}")
                                .candidates())
                .extracting(Candidate::name)
                .containsExactly("acme-1");
        assertThat(router.route("{\"target\":{}}").candidates()).hasSize(3);
    }

    @Test
    void a_role_is_part_of_the_question() {
        registry.put(Registered.model("lab", "classify").role(ServiceRole.EXPERIMENTAL));
        eventually("known", () -> router.stats("services") == 4);
        var reply =
                router.route(
                        "{\"target\":{\"role\":\"experimental\",\"require_caps\":[\"classify\"]}}");
        assertThat(reply.candidates()).extracting(Candidate::name).containsExactly("lab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"target\":{\"type\":\"robot\"}}",
                "{\"target\":{\"require_caps\":[\"UPPER\"]}}",
                "{\"target\":{},\"policy\":{\"prefer\":\"best\"}}",
                "{\"target\":{},\"policy\":{\"sla_ms_p95\":0}}",
                "{\"target\":{},\"extra\":1}",
                "{\"target\":{},\"target\":{}}",
                "{\"target\":{\"min_ctx\":\"8\"}}"
            })
    void rubbish_is_refused_with_400(String body) {
        var response = router.ask(body);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.problem().type()).isEqualTo("urn:haios:problem:invalid-request");
    }

    @Test
    void providers_and_stats_show_what_routing_knows() {
        router.names("classify");
        var providers = router.http().get("/providers").json();
        assertThat(providers.path("count").asInt()).isEqualTo(3);
        var first = providers.path("providers").get(0);
        assertThat(first.path("name").asString()).isEqualTo("acme-1");
        assertThat(first.path("in_matrix").asBoolean()).isTrue();
        assertThat(first.path("available").asBoolean()).isTrue();
        assertThat(first.path("usd_per_1k").decimalValue()).isEqualByComparingTo("0.002");
        assertThat(router.stats("services")).isEqualTo(3);
        assertThat(router.stats("available")).isEqualTo(3);
        assertThat(router.stats("routes")).isPositive();
        assertThat(router.metric("haios_router_routes_total{outcome=\"routed\"")).isPositive();
    }
}
