package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each service in turn is killed with SIGKILL under load and started again. Nothing that was
 * acknowledged is lost, doubled or reordered.
 */
@ExtendWith(SharedFleet.class)
class KillTest {

    private static final int KILLS =
            Integer.getInteger("haios.kills", Boolean.getBoolean("haios.long") ? 1000 : 20);

    static FaultyFleet shared;
    static Fleet fleet;

    @BeforeAll
    static void start(FaultyFleet faulty) {
        shared = faulty;
        fleet = faulty.processes();
    }

    @Test
    void nothing_acknowledged_is_lost_doubled_or_reordered() {
        var seed = Seed.printedFor(KillTest.class);
        var run = "kill-" + seed.value();
        var stream = fleet.http(Member.EVENT_STREAM);
        var registry = fleet.http(Member.REGISTRY);
        var monitor = fleet.http(Member.HEARTBEAT_MONITOR);
        var gateway = fleet.http(Member.GATEWAY);
        var begin = Cursor.now(stream);
        var registries =
                List.of(
                        new RegistryClientLoad(registry, run + "-a", seed.random("a")),
                        new RegistryClientLoad(registry, run + "-b", seed.random("b")));
        var publisher = new PublisherLoad(stream, run, seed.random("publisher"));
        var invokers =
                List.of(new InvokerLoad(gateway, run + "-c"), new InvokerLoad(gateway, run + "-d"));
        var router = new RouteLoad(fleet.http(Member.PROVIDER_ROUTER));
        var silent = new SilentServiceLoad(registry, monitor, run + "-silent");
        List<Load.Client> clients = new ArrayList<>(registries);
        clients.addAll(invokers);
        clients.addAll(List.of(publisher, router, silent));

        try (var sse = Follower.overSse(fleet.url(Member.EVENT_STREAM), begin);
                var socket = Follower.overWebSocket(fleet.url(Member.EVENT_STREAM), begin)) {
            try (var load = Load.of(30, clients)) {
                kill(seed, load);
            }
            shared.awaitWhole();
            Durable.verify(fleet, begin);

            publisher.verify(Records.events(stream, begin, PublisherLoad.TYPE));
            for (var follower : List.of(sse, socket)) {
                eventually(
                        "the follower is at the end of the log",
                        () -> follower.cursor().seq() >= lastTask(stream, begin));
                publisher.verify(follower.events(PublisherLoad.TYPE));
                assertThat(follower.gaps()).isEmpty();
            }
            var roles = Records.events(stream, begin, "role_changed");
            registries.forEach(client -> client.verify(roles));
            var chain = Records.receipts(gateway);
            Chain.verify(chain);
            Chain.verifyFiles(chain, fleet.home().resolve("artifacts/costs"));
            invokers.forEach(client -> client.verify(chain));
            silent.verify(Records.events(stream, begin, "alert"));
            var verified = Command.haios(fleet.environment(), "receipts", "verify");
            assertThat(verified.exit()).as(verified.output() + verified.errors()).isZero();

            System.out.printf(
                    "%d kills; acknowledged and found: %d writes to the registry, %d events,"
                            + " %d calls and %d refused ones, %d routes, %d silences; the"
                            + " followers connected %d and %d times%n",
                    KILLS,
                    registries.stream().mapToInt(RegistryClientLoad::acknowledged).sum(),
                    publisher.acknowledged(),
                    invokers.stream().mapToInt(InvokerLoad::succeeded).sum(),
                    invokers.stream().mapToInt(InvokerLoad::refused).sum(),
                    router.acknowledged(),
                    silent.acknowledged(),
                    sse.connections(),
                    socket.connections());
        }
    }

    private static long lastTask(dev.haios.kit.testing.Http stream, Cursor begin) {
        return Records.events(stream, begin, PublisherLoad.TYPE).getLast().get("seq").asLong();
    }

    private static void kill(Seed seed, Load load) {
        var random = new Random(seed.value());
        List<Member> turns = new ArrayList<>();
        for (int kills = 0; kills < KILLS; kills++) {
            if (turns.isEmpty()) {
                turns.addAll(FaultyFleet.MEMBERS);
                Collections.shuffle(turns, random);
            }
            // At another moment each time, but always in the middle of work.
            long wanted = load.acknowledged() + 20 + random.nextInt(100);
            eventually(
                    "the clients go on",
                    Duration.ofMinutes(2),
                    () -> load.acknowledged() >= wanted);
            var victim = turns.removeFirst();
            fleet.kill(victim);
            fleet.restart(victim);
        }
    }
}
