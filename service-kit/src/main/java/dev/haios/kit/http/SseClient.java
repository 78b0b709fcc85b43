package dev.haios.kit.http;

import dev.haios.kit.access.ServiceCredential;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;

/** Makes followers of other services' event streams. Thread-safe. */
public final class SseClient {

    private final CloseableHttpClient client;
    private final ServiceCredential credential;
    private final Duration silence;

    /**
     * @param silence after which a stream is taken for dead; longer than its server's keep-alive
     */
    public SseClient(CloseableHttpClient client, ServiceCredential credential, Duration silence) {
        this.client = client;
        this.credential = credential;
        this.silence = silence;
    }

    /**
     * A follower that has not started yet.
     *
     * @param name for logs
     * @param address where to connect, given the id of the last message seen (null at first)
     */
    public SseFollower follower(
            String name, Function<@Nullable String, URI> address, SseFollower.Listener listener) {
        return new SseFollower(this, name, address, listener);
    }

    CloseableHttpClient http() {
        return client;
    }

    @Nullable String token() {
        return credential.token();
    }

    Duration silence() {
        return silence;
    }
}
