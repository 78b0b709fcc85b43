package dev.haios.router.matrix;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.store.Store;
import dev.haios.router.FakeRegistry;
import dev.haios.router.Registered;
import dev.haios.router.RouterUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixTest {

    private static final String CHEAP = matrix("0.001");
    private static final String DEAR = matrix("0.9");

    @TempDir Path home;
    private final FakeRegistry registry = FakeRegistry.empty();

    MatrixTest() {
        registry.put(Registered.model("m", "infer"));
    }

    private static String matrix(String usd) {
        return """
        {"schema_version":1,"capabilities":{"infer":{"candidates":[
          {"service":"m","tier":"external","usd_per_1k_in":%s,"usd_per_1k_out":%s}]}}}
        """
                .formatted(usd, usd);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static String price(RouterUnderTest router) {
        var price =
                router.route("{\"target\":{\"name\":\"m\"}}").candidates().getFirst().usdPer1k();
        return price == null ? "unknown" : price.toPlainString();
    }

    private static List<String> alerts(RouterUnderTest router) {
        var store = router.bean(Store.class);
        return store.read(
                () -> store.jdbc().sql("SELECT body FROM outbox").query(String.class).list());
    }

    @Test
    void a_changed_file_is_taken_over_while_running() {
        RouterUnderTest.writeMatrix(home, CHEAP);
        try (var router = RouterUnderTest.ready(home, registry)) {
            assertThat(price(router)).isEqualTo("0.001");
            var before = router.health("matrix_version");
            long version = router.version();
            router.matrix(DEAR);
            eventually("new price", () -> price(router).equals("0.9"));
            assertThat(router.health("matrix_version")).isNotEqualTo(before);
            assertThat(router.version()).isGreaterThan(version);
            assertThat(router.http().get("/matrix").json().path("matrix_version").asString())
                    .isEqualTo(router.health("matrix_version"));
        }
    }

    @Test
    void a_bad_file_is_refused_and_reported_once_and_the_last_good_one_kept() {
        RouterUnderTest.writeMatrix(home, CHEAP);
        try (var router = RouterUnderTest.ready(home, registry)) {
            router.matrix(
                    "{\"schema_version\":1,\"capabilities\":{\"infer\":{\"candidates\":[{\"tier\":\"moon\"}]}}}");
            eventually("reported", () -> router.health("status").equals("degraded"));
            assertThat(router.health("reason"))
                    .startsWith("the matrix file is not used: /capabilities/infer/candidates/0");
            assertThat(price(router)).isEqualTo("0.001");
            assertThat(router.http().get("/matrix").json().path("refusal").asString())
                    .contains("/capabilities/infer/candidates/0");
            assertThat(router.metric("haios_router_matrix_loads_total{outcome=\"refused\""))
                    .isEqualTo(1);
            assertThat(alerts(router)).hasSize(1).first().asString().contains("matrix_refused");

            router.matrix(CHEAP);
            eventually("well again", () -> router.health("status").equals("ok"));
            assertThat(alerts(router)).hasSize(1);
        }
    }

    @Test
    void text_that_is_no_json_names_the_line() {
        RouterUnderTest.writeMatrix(home, "{\n\"schema_version\":1,\n oops");
        try (var router = RouterUnderTest.ready(home, registry)) {
            assertThat(router.health("reason")).contains("(line 3)");
        }
    }

    @Test
    void without_any_good_file_routing_goes_on_with_an_empty_matrix() {
        try (var router = RouterUnderTest.ready(home, registry)) {
            assertThat(router.health("status")).isEqualTo("degraded");
            assertThat(router.health("matrix_version")).isEqualTo("empty");
            assertThat(router.names("infer")).containsExactly("m");
        }
    }

    @Test
    void the_last_good_one_survives_a_restart_with_a_broken_file() throws IOException {
        RouterUnderTest.writeMatrix(home, CHEAP);
        RouterUnderTest.ready(home, registry).close();
        Files.delete(home.resolve("config/providers.matrix.json"));
        try (var router = RouterUnderTest.ready(home, registry)) {
            assertThat(router.health("status")).isEqualTo("degraded");
            assertThat(price(router)).isEqualTo("0.001");
        }
    }

    @Test
    void the_matrix_of_the_installation_is_accepted() {
        var shipped = Path.of("..", "config", "providers.matrix.json");
        assertThat(shipped).exists();
        try (var router =
                RouterUnderTest.ready(
                        home, registry, "haios.router.matrix.file=" + shipped.toAbsolutePath())) {
            assertThat(router.health("status")).isEqualTo("ok");
        }
    }
}
