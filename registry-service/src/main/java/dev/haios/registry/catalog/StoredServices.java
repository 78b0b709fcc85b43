package dev.haios.registry.catalog;

import dev.haios.kit.store.Store;
import dev.haios.registry.liveness.Pulse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The services of the registry's earlier lives, read once at start. */
@Repository
class StoredServices {

    private final JdbcClient jdbc;
    private final Store store;
    private final Clock clock;

    StoredServices(JdbcClient jdbc, Store store, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.clock = clock;
    }

    long revision() {
        return store.read(() ->
                jdbc.sql("SELECT coalesce(max(revision), 0) FROM changes")
                        .query(Long.class)
                        .single());
    }

    List<Entry> entries() {
        var services =
                store.read(() ->
                        jdbc.sql("SELECT " + ServiceRows.COLUMNS + " FROM services")
                                .query(ServiceRows::map)
                                .list());
        var lastAlive = lastAlive(services);
        var down = Duration.between(lastAlive, clock.instant());
        return services.stream()
                .map(service -> Entry.of(service, pulse(service, lastAlive, down)))
                .toList();
    }

    /** The registry was listening at least until the last thing it wrote. */
    private Instant lastAlive(List<ServiceRecord> services) {
        var lastChange =
                store.read(() ->
                        jdbc.sql("SELECT ts FROM changes ORDER BY revision DESC LIMIT 1")
                                .query(String.class)
                                .optional());
        return Stream.concat(
                        services.stream().map(service -> service.standing().lastHeartbeat()),
                        lastChange.stream().map(Instant::parse))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static Pulse pulse(ServiceRecord service, Instant lastAlive, Duration down) {
        return Pulse.restored(
                Duration.between(service.standing().lastHeartbeat(), lastAlive),
                down,
                service.standing().silent(),
                service.profile().rhythm());
    }
}
