package dev.haios.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.Http;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Many services that beat, four times as often as they must, until they are silenced. */
final class Beaters implements AutoCloseable {

    private final Http registry;
    private final List<String> ids = new ArrayList<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean closed;

    private Beaters(Http registry, String prefix, int services) {
        this.registry = registry;
        for (int i = 0; i < services; i++) {
            ids.add(register(prefix + "-" + i, 2000 + i));
        }
        thread = Thread.ofVirtual().name("beaters").start(this::run);
    }

    static Beaters start(Http registry, String prefix, int services) {
        return new Beaters(registry, prefix, services);
    }

    private String register(String name, int port) {
        var reply =
                registry.post(
                        "/register",
                        Map.of(
                                "name",
                                name,
                                "type",
                                "agent",
                                "role",
                                "experimental",
                                "url",
                                "http://127.0.0.1:" + port,
                                "caps",
                                List.of("beat"),
                                "heartbeat_interval_s",
                                FaultyFleet.INTERVAL.toSeconds(),
                                "ttl_s",
                                FaultyFleet.TTL.toSeconds()));
        assertThat(reply.status()).as(reply.body()).isIn(200, 201);
        return reply.json().get("service_id").asString();
    }

    List<String> ids() {
        return List.copyOf(ids);
    }

    /** These beat no more. */
    void silence(Collection<String> dead) {
        silent.addAll(dead);
    }

    /** All beat again. */
    void revive() {
        silent.clear();
    }

    private void run() {
        var pause = FaultyFleet.INTERVAL.dividedBy(4);
        while (!closed) {
            beat();
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void beat() {
        var beats =
                ids.stream()
                        .filter(id -> !silent.contains(id))
                        .map(id -> Map.of("service_id", id, "status", "ok"))
                        .toList();
        try {
            if (!beats.isEmpty()) {
                registry.post("/heartbeats", Map.of("heartbeats", beats));
            }
        } catch (UncheckedIOException e) {
            // A registry that is away hears nothing, as in life.
        }
    }

    /** Deregisters them all, so that nobody has to be found dead afterwards. */
    @Override
    public void close() {
        closed = true;
        try {
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        ids.forEach(id -> registry.post("/deregister", Map.of("service_id", id)));
    }
}
