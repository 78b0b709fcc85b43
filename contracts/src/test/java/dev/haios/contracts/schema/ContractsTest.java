package dev.haios.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContractsTest {

    private static final String HEARTBEAT = "{\"service_id\":\"a\",\"status\":\"ok\"%s}";

    private final Contracts contracts = Contracts.load();

    @Test
    void all_that_is_wrong_is_told_at_once_in_a_stable_order() {
        assertThat(
                        violations(
                                "service_registration",
                                "{\"url\":\"ftp://x\",\"caps\":[],\"name\":\"\",\"x/y~\":1,"
                                        + "\"role\":\"production\"}"))
                .containsExactly(
                        new Violation(
                                "/name",
                                "must be text of 1 to 128 characters without control characters"),
                        new Violation("/type", "is missing"),
                        new Violation(
                                "/url",
                                "must be an absolute http or https URL of at most 2048 characters"
                                        + " without user, query or fragment"),
                        new Violation(
                                "/x~1y~0",
                                "unknown field 'x/y~'; known are service_id, name, type, role, url, caps,"
                                        + " labels, ctx_limit, cost_hint, cost_hint_usd_per_1k,"
                                        + " heartbeat_interval_s, ttl_s"));
    }

    @Test
    void a_hostile_body_gets_a_bounded_answer() {
        String fields =
                IntStream.range(0, 5000)
                        .mapToObj(i -> ",\"" + "x".repeat(100) + i + "\":1")
                        .collect(Collectors.joining());

        List<Violation> violations = violations("service_heartbeat", HEARTBEAT.formatted(fields));

        assertThat(violations).hasSize(100);
        assertThat(violations.getFirst().detail()).hasSizeLessThan(300).contains("xxx…");
    }

    @Test
    void numbers_of_any_size_are_refused_and_never_break_the_check() {
        for (String number :
                List.of("1e999999999", "-1e999999999", "9".repeat(900), "1e-999999999")) {
            assertThat(
                            violations(
                                    "service_heartbeat",
                                    HEARTBEAT.formatted(",\"queue_depth\":" + number)))
                    .as(number)
                    .extracting(Violation::pointer)
                    .containsOnly("/queue_depth");
        }
        assertThat(violations("service_heartbeat", HEARTBEAT.formatted(",\"load\":1e999999999")))
                .containsExactly(new Violation("/load", "must be at most 1000"));
    }

    @Test
    void many_threads_may_check_while_a_schema_is_first_compiled() throws Exception {
        Callable<List<Violation>> check =
                () -> violations("service_heartbeat", HEARTBEAT.formatted(",\"load\":-1"));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (var result :
                    threads.invokeAll(IntStream.range(0, 64).mapToObj(_ -> check).toList())) {
                assertThat(result.get())
                        .containsExactly(new Violation("/load", "must be at least 0"));
            }
        }
    }

    @Test
    void an_unknown_contract_is_named() {
        assertThatThrownBy(() -> violations("../secrets", "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no contract is called ../secrets");
    }

    @Test
    void a_schema_can_be_shown_to_people() {
        assertThat(contracts.source("event")).contains("\"title\": \"Event\"");
        assertThat(contracts.schema("event").path("title").asString()).isEqualTo("Event");
    }

    private List<Violation> violations(String name, String body) {
        return contracts.violations(name, Wire.mapper().readTree(body));
    }
}
