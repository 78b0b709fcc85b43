package dev.haios.cli.services;

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

class ServicesTest {

    private static final String TLC =
            """
            {"name":"tlc-domain-classifier","type":"model","role":"production","status":"ok",
             "url":"http://127.0.0.1:8052","caps":["classify","classify_light"],"p95_ms":3.14}\
            """;

    @TempDir Path home;
    private StubServer registry;
    private Cli cli;

    @BeforeEach
    void startRegistry() throws IOException {
        registry = new StubServer();
        new TestFleet(home).service("registry", "ok", registry.port());
        cli = new Cli(home);
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
    }

    @Test
    void without_a_filter_everything_registered_is_listed() {
        registry.on("GET /services", 200, "{\"items\":[" + TLC + "],\"count\":1,\"revision\":9}");

        Cli.Run run = cli.run("services");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsPattern(
                        "tlc-domain-classifier +model +production +ok +3.1 +http://127.0.0.1:8052 +classify classify_light");
    }

    @Test
    void with_a_filter_the_registry_discovers() {
        registry.on("GET /discover", 200, "{\"items\":[],\"count\":0,\"revision\":9}");

        Cli.Run run =
                cli.run(
                        "services",
                        "--type",
                        "model",
                        "--role",
                        "production",
                        "--cap",
                        "classify",
                        "--cap",
                        "plan",
                        "--status",
                        "degraded");

        assertThat(run.out()).isEqualTo("No service matches.\n");
        assertThat(registry.last().target())
                .startsWith("/discover?type=model&role=production&status=degraded")
                .contains("cap=classify&cap=plan");
    }

    @Test
    void all_pages_are_fetched() {
        registry.on(
                "GET /services",
                200,
                "{\"items\":[" + TLC + "],\"revision\":3,\"next_cursor\":\"c/1\"}");
        registry.on("GET /services", 200, "{\"items\":[" + TLC + "],\"revision\":4}");

        Cli.Run run = cli.run("services", "--json");

        assertThat(run.json().path("count").asInt()).isEqualTo(2);
        // From there on a watcher misses nothing.
        assertThat(run.json().path("revision").asInt()).isEqualTo(3);
        assertThat(registry.last().target()).contains("cursor=c%2F1");
    }

    @Test
    void watching_prints_changes_and_leaves_load_figures_out() {
        registry.on("GET /services", 200, "{\"items\":[],\"revision\":41}");
        registry.stream(
                "GET /watch",
                """
                event: hello
                data: {"revision":41}

                id: 42
                data: {"revision":42,"kind":"status_changed","ts":"2026-01-02T03:04:05Z","service":{"name":"tlc","role":"production","status":"down"}}

                data: {"kind":"load","service":{"name":"tlc"}}

                event: reset
                data: {"revision":99}

                """);

        Cli.Run run = cli.run("services", "--watch");

        assertThat(registry.last().target()).isEqualTo("/watch?since=41");
        assertThat(run.out())
                .contains("2026-01-02T03:04:05Z  status_changed  tlc  production down")
                .doesNotContain("load", "41");
        assertThat(run.err()).contains("some changes were missed", "closed the stream");
    }

    @Test
    void a_wrong_filter_is_the_registrys_to_explain() {
        registry.on(
                "GET /discover",
                400,
                "{\"detail\":\"invalid query\",\"errors\":[{\"pointer\":\"/role\",\"detail\":\"must be one of\"}]}");

        Cli.Run run = cli.run("services", "--role", "prod");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("invalid query", "/role: must be one of");
    }

    @Test
    void something_that_is_no_service_of_ours_is_said_to_be_none() {
        registry.on("GET /services", 200, "<html>");

        Cli.Run run = cli.run("services");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("the answer of registry is not JSON");
    }
}
