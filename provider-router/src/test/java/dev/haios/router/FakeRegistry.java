package dev.haios.router;

import com.sun.net.httpserver.HttpExchange;
import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.registry.RegistryChange;
import dev.haios.contracts.registry.RegistryChangeKind;
import dev.haios.contracts.registry.ServiceList;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.testing.FakeStream;
import dev.haios.kit.testing.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The registry as the router sees it: pages of services, and the change feed with its replay. Also
 * serves {@code /stream}, so that it can stand in for the event stream too.
 */
public final class FakeRegistry implements AutoCloseable {

    private static final Pattern NUMBER = Pattern.compile("(since|cursor)=(\\d+)");
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, RegisteredService> services = new LinkedHashMap<>();
    private final List<String> log = new ArrayList<>();
    private final FakeStream watch = new FakeStream();
    private final FakeStream events = new FakeStream();
    private long revision;
    private long readings;
    private long refusedReadings;
    private long epoch = 1;
    private int pageSize = 1000;
    private final LoopbackServer server =
            LoopbackServer.serving(
                    Map.of(
                            "/services", this::list,
                            "/watch", this::follow,
                            "/stream", exchange -> events.serve(exchange, events.join())));

    private FakeRegistry() {}

    public static FakeRegistry empty() {
        return new FakeRegistry();
    }

    public URI url() {
        return server.url();
    }

    /** The properties that point a router at this registry. */
    public String[] properties(String... more) {
        var all = new ArrayList<>(List.of(more));
        all.add("haios.peers.registry=" + url());
        all.add("haios.peers.event-stream=" + url());
        return all.toArray(String[]::new);
    }

    public synchronized void put(Registered service) {
        boolean known = services.containsKey(service.id());
        put(service, known ? RegistryChangeKind.STATUS_CHANGED : RegistryChangeKind.REGISTERED);
    }

    public synchronized void put(Registered service, RegistryChangeKind kind) {
        revision++;
        services.put(service.id(), service.at(revision));
        publish(kind, service.at(revision));
    }

    public synchronized void remove(String id) {
        revision++;
        publish(RegistryChangeKind.DEREGISTERED, Objects.requireNonNull(services.remove(id)));
    }

    /** New figures: no revision, no replay. */
    public synchronized void load(Registered service) {
        services.put(service.id(), service.at(revision));
        var change = new RegistryChange(null, RegistryChangeKind.LOAD, service.at(revision), T);
        watch.send(FakeStream.frame(null, "load", Wire.mapper().writeValueAsString(change)));
    }

    private void publish(RegistryChangeKind kind, RegisteredService service) {
        var change = new RegistryChange(revision, kind, service, T);
        var frame =
                FakeStream.frame(
                        revision, Wire.word(kind), Wire.mapper().writeValueAsString(change));
        log.add(frame);
        watch.send(frame);
    }

    /** Changes behind everyone's back, and what a registry with a trimmed log then says. */
    public synchronized void reset(Registered... present) {
        services.clear();
        revision += 100;
        for (var service : present) {
            services.put(service.id(), service.at(revision));
        }
        watch.send(FakeStream.frame(null, "reset", "{}"));
    }

    /** Another store under the same address, with revisions that begin anew. */
    public synchronized void replaceStore(Registered... present) {
        epoch++;
        services.clear();
        log.clear();
        revision = 0;
        for (var service : present) {
            revision++;
            services.put(service.id(), service.at(revision));
            publish(RegistryChangeKind.REGISTERED, service.at(revision));
        }
    }

    /** The next readings of the whole list fail. */
    public synchronized void refuseReadings(int times) {
        refusedReadings = times;
    }

    public synchronized void pagesOf(int size) {
        pageSize = size;
    }

    public synchronized long readings() {
        return readings;
    }

    public FakeStream events() {
        return events;
    }

    public int watchers() {
        return watch.clients();
    }

    public void cut() {
        watch.cut();
    }

    public void goAway() {
        server.goAway();
        watch.cut();
    }

    public void comeBack() {
        server.comeBack();
    }

    private void list(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body;
            int status;
            synchronized (this) {
                readings++;
                status = refusedReadings-- > 0 ? 500 : 200;
                int from = Math.toIntExact(number(exchange, 0));
                var all = List.copyOf(services.values());
                int to = Math.min(all.size(), from + pageSize);
                var page =
                        new ServiceList(
                                all.subList(from, to),
                                to - from,
                                revision,
                                to < all.size() ? Integer.toString(to) : null);
                body = Wire.mapper().writeValueAsString(page);
            }
            LoopbackServer.answer(exchange, status, body);
        }
    }

    private void follow(HttpExchange exchange) throws IOException {
        var client = watch.join();
        synchronized (this) {
            client.clear();
            client.add(
                    FakeStream.frame(
                            null,
                            "hello",
                            "{\"revision\":" + revision + ",\"epoch\":" + epoch + "}"));
            long since = number(exchange, revision);
            if (since > revision) {
                client.add(FakeStream.frame(null, "reset", "{}"));
            } else if (log.size() == revision) {
                log.subList((int) since, log.size()).forEach(client::add);
            }
        }
        watch.serve(exchange, client);
    }

    private static long number(HttpExchange exchange, long otherwise) {
        var query = NUMBER.matcher(exchange.getRequestURI().toString());
        return query.find() ? Long.parseLong(query.group(2)) : otherwise;
    }

    @Override
    public void close() {
        goAway();
        events.cut();
    }
}
