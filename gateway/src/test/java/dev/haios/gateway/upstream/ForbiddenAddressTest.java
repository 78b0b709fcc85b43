package dev.haios.gateway.upstream;

import static dev.haios.gateway.support.FakeRouter.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.gateway.GatewayApplication;
import dev.haios.gateway.support.FakeRouter;
import dev.haios.gateway.support.GatewayFixture;
import dev.haios.gateway.support.ScriptedUpstream;
import dev.haios.kit.access.UrlPolicy;
import dev.haios.kit.testing.Response;
import dev.haios.kit.testing.TestService;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service whose name moves, or that sends the gateway on, is not followed to where it points. */
class ForbiddenAddressTest {

    private static final String METADATA = "169.254.169.254";

    @TempDir Path home;

    private final FakeRouter router = new FakeRouter();
    private final ScriptedUpstream upstream = ScriptedUpstream.answering("{\"text\":\"done\"}");
    private final AtomicInteger lookups = new AtomicInteger();
    private volatile int goodLookups = Integer.MAX_VALUE;
    private TestService gateway;

    @BeforeEach
    void start() {
        UrlPolicy.Lookup moving = this::addresses;
        gateway =
                TestService.start(
                        GatewayApplication.class,
                        home,
                        Map.of("lookup", moving),
                        "haios.peers.provider-router=" + router.url());
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
        router.close();
    }

    /** This machine at first, and then where the attacker wants. */
    private InetAddress[] addresses(String name) throws UnknownHostException {
        return name.equals("moving.example")
                ? InetAddress.getAllByName(
                        lookups.incrementAndGet() <= goodLookups ? "127.0.0.1" : METADATA)
                : InetAddress.getAllByName(name);
    }

    private Response invoke(String host) {
        // A service of its own each time, or the breaker would spare the later ones.
        router.answer(
                candidate(
                        "at-" + host.hashCode(),
                        URI.create("http://" + host + ":" + upstream.url().getPort()),
                        0));
        return invoke();
    }

    private Response invoke() {
        return gateway.http().post("/invoke", GatewayFixture.body(""));
    }

    @Test
    void a_name_that_moves_after_it_was_called_is_called_no_more() {
        assertThat(invoke("moving.example").status()).isEqualTo(200);
        goodLookups = 0;
        var refused = invoke();
        assertThat(refused.status()).isEqualTo(502);
        assertThat(refused.body()).contains("connect_failed").contains("HAIOS_UPSTREAM_ALLOW");
        assertThat(upstream.calls()).hasSize(1);
    }

    @Test
    void a_name_that_moves_between_the_check_and_the_connection_is_not_called() {
        goodLookups = 1;
        var refused = invoke("moving.example");
        assertThat(refused.status()).isEqualTo(502);
        assertThat(lookups.get()).isGreaterThanOrEqualTo(2);
        assertThat(refused.body()).contains("connect_failed").contains("HAIOS_UPSTREAM_ALLOW");
        assertThat(upstream.calls()).isEmpty();
    }

    @Test
    void a_forbidden_address_is_not_called() {
        for (var host :
                new String[] {
                    METADATA,
                    METADATA + ".",
                    "[::ffff:169.254.169.254]",
                    "[::ffff:a9fe:a9fe]",
                    "[fe80::1]",
                    "0.0.0.0",
                    "[::]",
                    "10.0.0.1",
                    "224.0.0.1",
                    "255.255.255.255"
                }) {
            assertThat(invoke(host).status()).as(host).isEqualTo(502);
        }
        assertThat(upstream.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307})
    void nobody_is_followed_elsewhere(int status) {
        try (var elsewhere = ScriptedUpstream.answering("{\"text\":\"secret\"}")) {
            upstream.play(
                    ScriptedUpstream.json(
                            status, "{}", "Location: " + elsewhere.url() + "/latest/meta-data"));
            var refused = invoke("127.0.0.1");
            assertThat(refused.status()).isEqualTo(502);
            assertThat(refused.body()).doesNotContain("secret");
            assertThat(elsewhere.calls()).isEmpty();
        }
    }
}
