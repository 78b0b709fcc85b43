package dev.haios.kit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haios.kit.testing.TestService;
import dev.haios.kit.toy.ToyApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call what, with and without tokens. */
class AccessTest {

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class On_loopback_without_tokens {

        TestService toy;

        @BeforeAll
        void start(@TempDir Path home) throws IOException {
            Files.createDirectories(home.resolve("artifacts/secrets"));
            Files.writeString(
                    home.resolve("artifacts/secrets/operator.token"), "the-operator-token-0001\n");
            toy = TestService.start(ToyApplication.class, home);
        }

        @AfterAll
        void stop() {
            toy.close();
        }

        @Test
        void anybody_may_do_what_destroys_nothing() {
            assertThat(toy.http().get("/things").status()).isEqualTo(200);
            assertThat(toy.http().post("/internal", "{}").status()).isEqualTo(200);
            assertThat(toy.http().post("/forgotten", "{}").status()).isEqualTo(200);
        }

        @Test
        void what_destroys_needs_the_operator_credential_all_the_same() {
            var refused = toy.http().post("/destroy", "{}");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.problem().type()).isEqualTo("urn:haios:problem:credential-needed");
            assertThat(toy.http().post("/destroy", "{}", "Authorization", "Bearer wrong").status())
                    .isEqualTo(401);
            assertThat(
                            toy.http()
                                    .post(
                                            "/destroy",
                                            "{}",
                                            "Authorization",
                                            "Bearer the-operator-token-0001")
                                    .status())
                    .isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://evil.example",
                    "https://evil.example:6121",
                    "null",
                    "http://localhost.evil.example",
                    "file://localhost",
                    "http://["
                })
        void pages_from_elsewhere_cannot_drive_the_fleet(String origin) {
            var answer = toy.http().post("/internal", "{}", "Origin", origin);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.problem().status()).isEqualTo(403);
        }

        @Test
        void pages_of_the_fleet_itself_can() {
            assertThat(toy.http().get("/things", "Origin", "http://localhost:6101").status())
                    .isEqualTo(200);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class With_tokens {

        TestService toy;

        @BeforeAll
        void start(@TempDir Path home) throws IOException {
            var tokens = home.resolve("tokens");
            Files.writeString(
                    tokens,
                    """
                    # who may what
                    viewer   viewer-token-00001
                    agent    agent-token-000001
                    service  service-token-0001   # the services themselves
                    operator operator-token-001
                    """);
            toy =
                    TestService.start(
                            ToyApplication.class, home, "haios.access.tokens-file=" + tokens);
        }

        @AfterAll
        void stop() {
            toy.close();
        }

        @Test
        void only_health_is_answered_without_one() {
            assertThat(toy.http().get("/health").status()).isEqualTo(200);
            var refused = toy.http().get("/things");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(toy.http().get("/nowhere").status()).isEqualTo(401);
            assertThat(toy.http().get("/metrics").status()).isEqualTo(401);
            assertThat(toy.http().get("/things", "Authorization", "Bearer nope").status())
                    .isEqualTo(401);
        }

        @ParameterizedTest
        @CsvSource({
            "viewer-token-00001, 200, 403, 403, 403, 403",
            "agent-token-000001, 200, 400, 403, 403, 403",
            "service-token-0001, 200, 400, 200, 403, 403",
            "operator-token-001, 200, 400, 200, 200, 200",
        })
        void each_role_may_do_its_own_and_what_lower_ones_may(
                String token, int read, int add, int internal, int forgotten, int destroy) {
            var http = toy.http();
            var bearer = "Bearer " + token;
            assertThat(http.get("/things", "Authorization", bearer).status()).isEqualTo(read);
            // 400: allowed, and the empty body is then refused; 403 comes before the body is read.
            assertThat(http.post("/things", "{}", "Authorization", bearer).status()).isEqualTo(add);
            assertThat(http.post("/internal", "{}", "Authorization", bearer).status())
                    .isEqualTo(internal);
            assertThat(http.post("/forgotten", "{}", "Authorization", bearer).status())
                    .isEqualTo(forgotten);
            assertThat(http.post("/destroy", "{}", "Authorization", bearer).status())
                    .isEqualTo(destroy);
        }
    }

    @Test
    void another_address_than_loopback_needs_tokens_or_a_trusted_network() {
        assertThatThrownBy(() -> BindRule.check("0.0.0.0", false, false))
                .hasMessageContaining("HAIOS_TOKENS_FILE");
        BindRule.check("0.0.0.0", true, false);
        BindRule.check("0.0.0.0", false, true);
        BindRule.check("::1", false, false);
    }

    @Test
    void a_service_bound_elsewhere_without_tokens_does_not_start(@TempDir Path home) {
        assertThatThrownBy(() ->
                        TestService.start(ToyApplication.class, home, "server.address=0.0.0.0")
                                .close())
                .rootCause()
                .hasMessageContaining("Refusing to listen on 0.0.0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LOCALHOST:6121, true",
        "127.0.0.1:6121, true",
        "[::1]:6121, true",
        "gateway.internal:6120, true",
        "evil.example, false",
        "127.0.0.1.evil.example, false",
        "localhost.evil.example:6121, false",
        "'', false",
    })
    void a_foreign_host_is_not_served(String host, boolean accepted) {
        var rule = new HostRule(java.util.Set.of("gateway.internal"));
        assertThat(rule.acceptsHost(host)).isEqualTo(accepted);
        assertThat(rule.acceptsHost(null)).isFalse();
    }

    @Test
    void a_bad_tokens_file_is_refused_without_telling_the_token(@TempDir Path folder)
            throws IOException {
        var file = folder.resolve("tokens");
        Files.writeString(file, "viewer viewer-token-00001\nroot root-secret-token-1\n");
        assertThatThrownBy(() -> TokenTable.load(file))
                .hasMessageContaining("line 2")
                .hasMessageContaining("viewer, agent, service or operator")
                .hasMessageNotContaining("root-secret");
        Files.writeString(file, "viewer short\n");
        assertThatThrownBy(() -> TokenTable.load(file)).hasMessageContaining("at least 16");
        Files.writeString(file, "# nobody\n");
        assertThatThrownBy(() -> TokenTable.load(file)).hasMessageContaining("holds no token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://127.0.0.1/x",
                "http://user:secret@127.0.0.1/",
                "http://169.254.169.254/latest/meta-data",
                "http://10.0.0.1/",
                "http://0.0.0.0/",
                "http://no-such-host.invalid/",
                "http:///path",
                "/relative",
                "http://127.0.0.1/#fragment",
                "http://127.0.0.1@169.254.169.254/",
                "http://127.0.0.1%40169.254.169.254/",
                "http://169.254.169.254./",
                "http://2852039166/",
                "http://0xa9fea9fe/",
                "http://0251.0376.0251.0376/",
                "http://169.254.43518/",
                "http://[::ffff:169.254.169.254]/",
                "http://[::ffff:a9fe:a9fe]/",
                "http://[::ffff:0:a9fe:a9fe]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[::]/",
                "http://0/",
                "http://[fe80::1]/",
                "http://224.0.0.1/",
                "file:///etc/passwd",
                "gopher://127.0.0.1/",
                "HTTP://127.0.0.1/"
            })
    void the_fleet_calls_no_address_that_was_not_allowed(String url) {
        assertThat(
                        new UrlPolicy(List.of("models.internal"), InetAddress::getAllByName)
                                .check(URI.create(url)))
                .isInstanceOf(UrlPolicy.Verdict.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3,                 true",
        "127.0.0.1,                true",
        "169.254.169.254,          false",
        "0.0.0.0,                  false",
        "224.0.0.1,                false",
        "fe80::1,                  false",
        "10.1.2.3 169.254.169.254, false",
    })
    void whoever_rules_a_listed_name_cannot_point_it_anywhere(String addresses, boolean allowed) {
        UrlPolicy.Lookup moved =
                name -> {
                    var texts = addresses.split(" ", -1);
                    var all = new InetAddress[texts.length];
                    for (int i = 0; i < texts.length; i++) {
                        all[i] = InetAddress.getByName(texts[i]);
                    }
                    return all;
                };
        var url = URI.create("http://models.internal/");
        assertThat(new UrlPolicy(List.of("models.internal"), moved).check(url))
                .isInstanceOf(
                        allowed
                                ? UrlPolicy.Verdict.Allowed.class
                                : UrlPolicy.Verdict.Refused.class);
        assertThat(new UrlPolicy(List.of(), moved).check(url))
                .isInstanceOf(
                        addresses.equals("127.0.0.1")
                                ? UrlPolicy.Verdict.Allowed.class
                                : UrlPolicy.Verdict.Refused.class);
    }

    @Test
    void an_address_that_is_listed_itself_may_be_called() {
        var policy = new UrlPolicy(List.of("169.254.1.1"), InetAddress::getAllByName);
        assertThat(policy.check(URI.create("http://169.254.1.1/")))
                .isInstanceOf(UrlPolicy.Verdict.Allowed.class);
    }

    @Test
    void loopback_and_listed_hosts_may_be_called() throws UnknownHostException {
        var policy = new UrlPolicy(List.of("10.0.0.1"), InetAddress::getAllByName);
        for (var url : List.of("http://127.0.0.1:8050/x", "http://[::1]:1/", "https://10.0.0.1/")) {
            assertThat(policy.check(URI.create(url)))
                    .as(url)
                    .isInstanceOf(UrlPolicy.Verdict.Allowed.class);
        }
        assertThat(policy.resolve("localhost")).isNotEmpty();
    }
}
