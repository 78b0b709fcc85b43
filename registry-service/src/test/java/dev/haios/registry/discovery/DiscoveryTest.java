package dev.haios.registry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.registry.TestRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscoveryTest {

    private TestRegistry registry;

    @BeforeAll
    void start(@TempDir Path home) {
        registry = TestRegistry.start(home);
        add("dead", "model", "production", "\"infer\"", "{}");
        registry.advance(150);
        add("alpha", "model", "production", "\"infer\",\"plan\"", "{\"gpu\":true,\"zone\":\"eu\"}");
        add("beta", "model", "canary", "\"infer\"", "{\"zone\":\"us\",\"rank\":2}");
        add("gamma", "tool", "production", "\"search\"", "{\"zone\":\"eu\"}");
        add("delta", "agent", "coordinator", "\"plan\"", "{}");
        registry.beat(add("epsilon", "agent", "staging", "\"plan\"", "{}"), "paused");
        registry.beat(add("zeta", "agent", "staging", "\"plan\"", "{}"), "running");
        registry.beat(add("eta", "model", "staging", "\"infer\"", "{}"), "degraded");
        registry.beat(add("theta", "model", "staging", "\"infer\"", "{}"), "down");
        want(add("iota", "tool", "canary", "\"search\"", "{}"), "pause");
        want(add("kappa", "tool", "canary", "\"search\"", "{}"), "stop");
        want(add("lambda", "tool", "canary", "\"search\"", "{}"), "restart");
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', alpha beta delta eta gamma lambda zeta",
        "type=model, alpha beta eta",
        "type=model&role=production, alpha",
        "type=model&role=production&cap=infer, alpha",
        "role=production, alpha gamma",
        "cap=infer, alpha beta eta",
        "cap=infer&cap=plan, alpha",
        "cap=nothing, ''",
        "cap=nothing&type=model, ''",
        "name=gamma, gamma",
        "name=nobody, ''",
        "label.zone=eu, alpha gamma",
        "label.zone=eu&label.gpu=true, alpha",
        "label.rank=2, beta",
        "label.none=x, ''",
        "status=ok, alpha beta delta epsilon gamma iota kappa lambda zeta",
        "status=degraded, eta",
        "status=down, dead theta",
        "status=paused, epsilon",
        "status=running, zeta",
        "status=down&type=agent, ''"
    })
    void discover_answers_what_matches_and_can_take_work(String query, String names) {
        assertThat(registry.names("/discover?" + query)).containsExactlyElementsOf(words(names));
    }

    @ParameterizedTest
    @CsvSource({
        "'', alpha beta dead delta epsilon eta gamma iota kappa lambda theta zeta",
        "role=production, alpha dead gamma",
        "status=down, dead theta",
        "min_missed=1, dead",
        "min_missed=3, ''",
        "min_missed=0&name=dead, dead"
    })
    void services_answers_all_that_matches(String query, String names) {
        assertThat(registry.names("/services?" + query)).containsExactlyElementsOf(words(names));
    }

    @ParameterizedTest
    @CsvSource({
        "colour=red, colour",
        "type=toaster, type",
        "role=boss, role",
        "status=fine, status",
        "limit=0, limit",
        "limit=1001, limit",
        "limit=ten, limit",
        "limit=99999999999, limit",
        "cap=UPPER, cap",
        "cap=a&cap=a, cap",
        "label.=x, label",
        "type=tool&type=agent, type",
        "cursor=!!, cursor",
        "cursor=YQ, cursor",
        "min_missed=1, min_missed",
        "name=, name"
    })
    void a_query_that_cannot_be_understood_is_refused_by_name(String query, String named) {
        var refused = registry.http().get("/discover?" + query);

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.problem().type()).isEqualTo("urn:haios:problem:invalid-request");
        assertThat(refused.problem().detail()).contains(named);
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .startsWith("?" + named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"min_missed=-1", "min_missed=x", "min_missed=1&min_missed=2"})
    void min_missed_is_one_whole_number(String query) {
        assertThat(registry.http().get("/services?" + query).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 100})
    void pages_hold_every_service_exactly_once_in_order(int limit) {
        var seen = new ArrayList<String>();
        var path = "/discover?limit=" + limit;
        var page = registry.list(path);
        while (true) {
            assertThat(page.count()).isEqualTo(page.items().size()).isLessThanOrEqualTo(limit);
            page.items().forEach(item -> seen.add(item.name()));
            if (page.nextCursor() == null) {
                break;
            }
            page = registry.list(path + "&cursor=" + page.nextCursor());
        }

        assertThat(seen).isEqualTo(registry.names("/discover"));
    }

    @Test
    void an_unknown_id_is_404() {
        assertThat(registry.http().get("/services/nobody").problem().type())
                .isEqualTo("urn:haios:problem:unknown-service");
    }

    private String add(String name, String type, String role, String caps, String labels) {
        return registry.register(
                        """
                        {"name":"%s","type":"%s","role":"%s","url":"http://127.0.0.1:9000",
                         "caps":[%s],"labels":%s}
                        """
                                .formatted(name, type, role, caps, labels),
                        201)
                .serviceId();
    }

    private void want(String id, String state) {
        registry.http()
                .put(
                        "/services/" + id + "/desired_state",
                        "{\"desired_state\":\"%s\"}".formatted(state));
    }

    private static List<String> words(String names) {
        return names.isEmpty() ? List.of() : List.of(names.split(" "));
    }
}
