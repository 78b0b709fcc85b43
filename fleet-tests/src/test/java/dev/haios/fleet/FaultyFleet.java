package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;

import dev.haios.kit.testing.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A whole fleet that the tests of faults share, because starting one is what takes time. A minute
 * of the defaults takes two seconds here. Every way from one member to another leads over a network
 * that can be cut. Whoever breaks something mends it.
 */
final class FaultyFleet implements AutoCloseable {

    /** An interval of 60 s, a TTL of 90 s and a sweep of 30 s, thirty times as fast. */
    static final Duration INTERVAL = Duration.ofSeconds(2);

    static final Duration TTL = Duration.ofSeconds(3);
    static final Duration SWEEP = Duration.ofSeconds(1);

    /** How long a member waits for another that does not answer. */
    static final Duration READ_TIMEOUT = Duration.ofSeconds(2);

    static final List<Member> MEMBERS =
            List.of(
                    Member.REGISTRY,
                    Member.HEARTBEAT_MONITOR,
                    Member.EVENT_STREAM,
                    Member.PROVIDER_ROUTER,
                    Member.GATEWAY,
                    Member.MOCK);

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "haios.presence.heartbeat-interval",
                    INTERVAL.toSeconds() + "s",
                    "haios.presence.ttl",
                    TTL.toSeconds() + "s",
                    "haios.registry.expiry.sweep",
                    SWEEP.toMillis() + "ms",
                    "haios.monitor.sweep-every",
                    SWEEP.toMillis() + "ms",
                    "haios.http.read-timeout",
                    READ_TIMEOUT.toMillis() + "ms",
                    "haios.http.stream-silence",
                    "2s",
                    "haios.web.stream-keep-alive",
                    "500ms",
                    "haios.stream.fanout.keep-alive",
                    "500ms",
                    "haios.stream.log.prune-interval",
                    "500ms",
                    "haios.gateway.receipts.upkeep",
                    "500ms");

    private final Map<Way, StallingProxy> ways = new ConcurrentHashMap<>();
    private final Optional<FakeClocks> clocks;
    private final Fleet fleet;
    private final Path home;

    /** From whom to whom. */
    private record Way(Member from, Member to) {}

    private FaultyFleet(Path home, Class<?> test, Optional<FakeClocks> clocks) {
        this.home = home;
        this.clocks = clocks;
        this.fleet = Fleet.start(home, test, this::launch, MEMBERS.toArray(new Member[0]));
    }

    static FaultyFleet start() {
        return started(new FaultyFleet(newHome(), FaultyFleet.class, Optional.empty()));
    }

    /** With wall clocks that can be set. Nothing else shares it: what sets them is not harmless. */
    static FaultyFleet start(Class<?> test, FakeClocks clocks) {
        return started(new FaultyFleet(newHome(), test, Optional.of(clocks)));
    }

    private static FaultyFleet started(FaultyFleet faulty) {
        try {
            faulty.awaitWhole();
            return faulty;
        } catch (AssertionError e) {
            faulty.close();
            throw e;
        }
    }

    private static Path newHome() {
        try {
            return Files.createTempDirectory("haios-faults");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Launch launch(Fleet starting, Member member) {
        var environment = new HashMap<String, String>();
        for (var other : MEMBERS) {
            if (other != member && !other.isAdapter()) {
                var way =
                        ways.computeIfAbsent(
                                new Way(member, other), _ -> StallingProxy.to(starting.url(other)));
                environment.put(other.urlVariable(), way.url().toString());
            }
        }
        clocks.ifPresent(set -> environment.putAll(set.environment(member)));
        return Launch.with(SETTINGS, environment);
    }

    Fleet processes() {
        return fleet;
    }

    Http http(Member member) {
        return fleet.http(member);
    }

    /** The network on which the first calls the second. */
    StallingProxy way(Member from, Member to) {
        var way = ways.get(new Way(from, to));
        if (way == null) {
            throw new IllegalArgumentException(from + " does not call " + to);
        }
        return way;
    }

    /** Every way is whole again. */
    void heal() {
        ways.values().forEach(StallingProxy::heal);
    }

    /** Until every member is registered, and what the gateway knows is new. */
    void awaitWhole() {
        var gateway = http(Member.GATEWAY);
        eventually(
                "the fleet is whole",
                Duration.ofMinutes(2),
                () -> {
                    try {
                        var answer =
                                gateway.post(
                                        "/invoke",
                                        """
                                        {"target":{"require_caps":["infer"],"name":"mock"},
                                         "payload":{"prompt":"hello"}}
                                        """);
                        return answer.status() == 200
                                && answer.json().at("/receipt/routing/stale_ms").isMissingNode()
                                && MEMBERS.stream().allMatch(this::isListed);
                    } catch (UncheckedIOException e) {
                        return false;
                    }
                });
    }

    private boolean isListed(Member member) {
        return fleet.answers(member)
                && http(Member.REGISTRY)
                                .get("/discover?name=" + member.wireName)
                                .json()
                                .get("count")
                                .asInt()
                        == 1;
    }

    @Override
    public void close() {
        fleet.close();
        ways.values().forEach(StallingProxy::close);
        try (var files = Files.walk(home)) {
            for (var file : new ArrayList<>(files.sorted(Comparator.reverseOrder()).toList())) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
