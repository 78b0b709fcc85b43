package dev.haios.cli.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.testing.Cli;
import dev.haios.cli.testing.StubServer;
import dev.haios.cli.testing.TestFleet;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetsTest {

    private static final String BUDGET =
            """
            {"scope":"agent:A b","limit_usd":2.5,"period":"day","spent_usd":2.3,
             "reserved_usd":0.1,"available_usd":0.1,"status":"warning",
             "since":"2026-01-02T00:00:00Z"}\
            """;

    @TempDir Path home;
    private StubServer gateway;
    private Cli cli;

    @BeforeEach
    void start() throws IOException {
        gateway = new StubServer();
        new TestFleet(home).service("gateway", "ok", gateway.port());
        cli = new Cli(home);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void the_list_shows_what_is_left() {
        gateway.on("GET /budgets", 200, "{\"budgets\":[" + BUDGET + "]}");

        assertThat(cli.run("budgets", "list").out())
                .containsPattern("agent:A b +2.5 +2.3 +0.1 +0.1 +day +.* +warning");
        assertThat(cli.run("budgets", "list", "--json").json().path("budgets").size()).isEqualTo(1);
    }

    @Test
    void without_budgets_it_says_so() {
        gateway.on("GET /budgets", 200, "{\"budgets\":[]}");

        assertThat(cli.run("budgets", "list").out())
                .isEqualTo("There are no budgets: nothing is limited.\n");
    }

    @Test
    void a_limit_is_set_as_the_operator() {
        gateway.on("PUT /budgets/agent:A b", 200, BUDGET);

        Cli.Run run =
                cli.with("HAIOS_TOKEN", "secret-token-00001")
                        .run("budgets", "set", "agent:A b", "2.50", "--period", "day");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("agent:A b: 2.5 USD, 2.3 spent\n");
        assertThat(gateway.last().body()).isEqualTo("{\"limit_usd\":2.50,\"period\":\"day\"}");
        assertThat(gateway.last().headers()).containsValue("Bearer secret-token-00001");
    }

    @Test
    void what_is_not_there_cannot_be_removed() {
        gateway.on("DELETE /budgets/fleet", 404, "{\"type\":\"urn:haios:problem:unknown-budget\"}");

        Cli.Run run = cli.run("budgets", "remove", "fleet");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("haios budgets list");
    }

    @Test
    void it_says_what_it_can_do() {
        assertThat(cli.run("budgets").exitCode()).isEqualTo(2);
        assertThat(cli.run("budgets", "set", "fleet", "much").exitCode()).isEqualTo(2);
    }
}
