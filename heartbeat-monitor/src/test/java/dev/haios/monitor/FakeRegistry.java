package dev.haios.monitor;

import com.sun.net.httpserver.HttpExchange;
import dev.haios.contracts.eviction.Eviction;
import dev.haios.contracts.eviction.EvictionAction;
import dev.haios.contracts.eviction.EvictionOutcome;
import dev.haios.contracts.eviction.EvictionReply;
import dev.haios.contracts.heartbeat.DesiredState;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.registry.ServiceList;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.testing.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The registry as the monitor sees it: interval 60 s, TTL 90 s, beats missed by a settable clock,
 * evictions that compare the last heartbeat and answer a repeated one as the first time.
 */
public final class FakeRegistry implements AutoCloseable {

    private static final Pattern CURSOR = Pattern.compile("cursor=(\\d+)");

    private final Clock clock;
    private final Map<String, Instant> beats = new TreeMap<>();
    private final Map<String, EvictionReply> done = new HashMap<>();
    private final List<Eviction> evictions = new ArrayList<>();
    private final LoopbackServer server = LoopbackServer.serving(Map.of("/", this::handle));
    private int pageSize = 1000;
    private int held;
    private @Nullable Instant heldSince;
    private boolean loseReplies;
    private boolean grace;
    private Consumer<Eviction> beforeEviction = eviction -> {};
    private Runnable afterEviction = () -> {};

    private FakeRegistry(Clock clock) {
        this.clock = clock;
    }

    public static FakeRegistry at(Clock clock) {
        return new FakeRegistry(clock);
    }

    public URI url() {
        return server.url();
    }

    /** Registers or beats. */
    public synchronized void beat(String... ids) {
        for (var id : ids) {
            beats.put(id, clock.instant());
        }
    }

    public synchronized void leave(String id) {
        beats.remove(id);
    }

    public synchronized boolean knows(String id) {
        return beats.containsKey(id);
    }

    /** The mass-expiry guard holds so many, or none. */
    public synchronized void hold(int services, @Nullable Instant since) {
        held = services;
        heldSince = since;
    }

    /** Evictions are carried out, but nobody learns of it. */
    public synchronized void loseReplies(boolean lose) {
        loseReplies = lose;
    }

    /** As right after its start: nobody counts as late. */
    public synchronized void grace(boolean on) {
        grace = on;
    }

    public synchronized void pagesOf(int size) {
        pageSize = size;
    }

    /** Runs before an eviction is judged, for what happens in the meantime. */
    public synchronized void beforeEviction(Consumer<Eviction> act) {
        beforeEviction = act;
    }

    /** Runs when an eviction is done and its answer not yet sent. */
    public synchronized void afterEviction(Runnable act) {
        afterEviction = act;
    }

    public synchronized List<Eviction> evictions() {
        return List.copyOf(evictions);
    }

    public void goAway() {
        server.goAway();
    }

    public void comeBack() {
        server.comeBack();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            byte[] body = exchange.getRequestBody().readAllBytes();
            @Nullable Object answer =
                    switch (uri.getPath()) {
                        case "/health" -> health();
                        case "/services" -> list(uri);
                        case "/discover" -> new ServiceList(List.of(), 0, 1, null);
                        case "/evict" -> evict(Wire.mapper().readValue(body, Eviction.class));
                        default -> find(uri.getPath().substring("/services/".length()));
                    };
            int status = answer == null ? 404 : loses(uri) ? 500 : 200;
            LoopbackServer.answer(
                    exchange,
                    status,
                    Wire.mapper().writeValueAsString(answer == null ? Map.of() : answer));
        }
    }

    private synchronized boolean loses(URI uri) {
        return loseReplies && uri.getPath().equals("/evict");
    }

    private synchronized Map<String, Object> health() {
        var now = clock.instant();
        long live = beats.values().stream().filter(beat -> missed(beat, now) < 2).count();
        var health = new HashMap<String, Object>();
        health.put("status", "ok");
        health.put("service", "registry");
        health.put("port", server.port());
        health.put("version", "0");
        health.put("uptime_s", 1);
        health.put("services", beats.size());
        health.put("live", live);
        health.put("mass_expiry_held", held);
        if (heldSince != null) {
            health.put("mass_expiry_since", heldSince.toString());
        }
        return health;
    }

    private synchronized ServiceList list(URI uri) {
        var now = clock.instant();
        var late =
                beats.entrySet().stream()
                        .filter(beat -> !grace && missed(beat.getValue(), now) > 0)
                        .map(beat -> view(beat.getKey(), beat.getValue(), now))
                        .toList();
        var cursor = CURSOR.matcher(uri.toString());
        int from = cursor.find() ? Integer.parseInt(cursor.group(1)) : 0;
        int to = Math.min(late.size(), from + pageSize);
        return new ServiceList(
                late.subList(from, to),
                to - from,
                1,
                to < late.size() ? Integer.toString(to) : null);
    }

    private synchronized @Nullable RegisteredService find(String id) {
        var beat = beats.get(id);
        return beat == null ? null : view(id, beat, clock.instant());
    }

    private EvictionReply evict(Eviction eviction) {
        Consumer<Eviction> before;
        synchronized (this) {
            evictions.add(eviction);
            before = beforeEviction;
        }
        before.accept(eviction);
        var reply = judge(eviction);
        if (reply.outcome() == EvictionOutcome.EVICTED) {
            Runnable after;
            synchronized (this) {
                after = afterEviction;
            }
            after.run();
        }
        return reply;
    }

    private synchronized EvictionReply judge(Eviction eviction) {
        var id = eviction.serviceId();
        var transition =
                id
                        + "."
                        + eviction.expectedLastHeartbeatTs().toEpochMilli()
                        + "."
                        + Wire.word(eviction.action());
        var earlier = done.get(transition);
        if (earlier != null) {
            return earlier;
        }
        var beat = beats.get(id);
        if (beat == null) {
            return reply(EvictionOutcome.UNKNOWN, transition, id, 0);
        }
        if (!beat.equals(eviction.expectedLastHeartbeatTs())) {
            return reply(EvictionOutcome.BEAT_WON, transition, id, 0);
        }
        int missed = missed(beat, clock.instant());
        if (held > 0) {
            return reply(EvictionOutcome.HELD, transition, id, missed);
        }
        boolean down = eviction.action() == EvictionAction.MARK_DOWN;
        if (missed < (down ? 2 : 3)) {
            return reply(EvictionOutcome.NOT_DUE, transition, id, missed);
        }
        if (!down) {
            beats.remove(id);
        }
        var reply = reply(EvictionOutcome.EVICTED, transition, id, missed);
        done.put(transition, reply);
        return reply;
    }

    private static EvictionReply reply(
            EvictionOutcome outcome, String transition, String id, int missed) {
        return new EvictionReply(outcome, transition, id, id, missed, 1L);
    }

    private static int missed(Instant beat, Instant now) {
        long late = Duration.between(beat, now).toSeconds() - 90;
        return late < 0 ? 0 : (int) (late / 60) + 1;
    }

    // The canonical constructor of a compiled record loses the mark on the values of its map.
    @SuppressWarnings("NullAway")
    private static RegisteredService view(String id, Instant beat, Instant now) {
        int missed = missed(beat, now);
        return new RegisteredService(
                id,
                id,
                ServiceType.AGENT,
                ServiceRole.PRODUCTION,
                "http://127.0.0.1:9",
                List.of(),
                Map.of(),
                null,
                null,
                60,
                90,
                missed >= 2 ? Health.DOWN : Health.OK,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                DesiredState.RUN,
                1,
                1,
                beat,
                beat,
                missed);
    }

    @Override
    public void close() {
        goAway();
    }
}
