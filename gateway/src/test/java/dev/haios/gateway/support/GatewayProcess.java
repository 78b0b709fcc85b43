package dev.haios.gateway.support;

import dev.haios.gateway.GatewayApplication;
import dev.haios.kit.testing.Eventually;
import dev.haios.kit.testing.Http;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;

/** A gateway in a process of its own, which can be killed. */
public final class GatewayProcess implements AutoCloseable {

    private final FakeRouter router;
    private final Process process;
    private final int port;
    private final Http http;

    /** Starts it and waits until it answers. */
    public GatewayProcess(Path home, FakeRouter router) throws IOException {
        this.router = router;
        this.port = freePort();
        this.http = new Http(URI.create("http://127.0.0.1:" + port));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        this.process =
                new ProcessBuilder(
                                java,
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                GatewayApplication.class.getName(),
                                "--server.port=" + port,
                                "--haios.home=" + home,
                                "--haios.presence.enabled=false",
                                "--haios.events.enabled=false",
                                "--haios.peers.provider-router=" + router.url())
                        .redirectErrorStream(true)
                        .redirectOutput(new File(home.toFile(), "gateway.log"))
                        .start();
        Eventually.eventually("it is up", this::isUp);
    }

    public int port() {
        return port;
    }

    public Http http() {
        return http;
    }

    /** Waits until it has heard of what the router says now. */
    public void awaitNews() {
        Eventually.eventually(
                "the gateway has heard of it",
                () ->
                        http.get("/health").json().path("router_version").asLong()
                                == router.version());
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private boolean isUp() {
        try {
            return http.get("/health").json().has("router_version");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
