package dev.haios.kit.home;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/**
 * The address under which others reach this service. It is known once the web server has its port,
 * which in tests is a random one; {@code HAIOS_ADVERTISE_URL} replaces it, for instance in a
 * container.
 */
public final class AdvertisedAddress {

    private final @Nullable URI configured;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    public AdvertisedAddress(@Nullable URI configured) {
        this.configured = configured;
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        port.complete(event.getWebServer().getPort());
    }

    /** The port the web server listens on; waits until it does. */
    public int port() {
        return port.join();
    }

    /** Absolute URL without a trailing slash; waits until the web server listens. */
    public URI url() {
        return configured != null ? configured : URI.create("http://127.0.0.1:" + port());
    }

    /** The host name operators configured others to use, if any. */
    public @Nullable String configuredHost() {
        return configured == null ? null : configured.getHost();
    }
}
