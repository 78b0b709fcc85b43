package dev.haios.gateway.route;

import dev.haios.contracts.schema.Wire;
import dev.haios.kit.http.SseClient;
import dev.haios.kit.http.SseFollower;
import dev.haios.kit.peers.PeerAddresses;
import dev.haios.kit.surface.HealthSource;
import dev.haios.kit.time.Ticker;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Follows the router's watch: which version its answers have now, and whether it is being heard at
 * all. Thread-safe.
 */
@Component
class RouterWatch implements SmartLifecycle, HealthSource {

    private static final Logger LOG = LoggerFactory.getLogger(RouterWatch.class);

    private final SseFollower follower;
    private final Ticker ticker;
    private volatile Heard heard;
    private volatile boolean running;

    /**
     * What is known of the router.
     *
     * @param connection counts connections; versions of one connection say nothing about another,
     *     because a router that restarted may count anew
     * @param version last one pushed on this connection, or -1 before the first
     */
    record Heard(long connection, boolean connected, long version, long heardNanos) {}

    RouterWatch(SseClient streams, PeerAddresses peers, Ticker ticker) {
        this.ticker = ticker;
        this.heard = new Heard(0, false, -1, ticker.nanos());
        var address = URI.create(peers.providerRouter() + "/watch");
        this.follower = streams.follower("router", _ -> address, new Listener());
    }

    private final class Listener implements SseFollower.Listener {

        @Override
        public void connected() {
            heard = new Heard(heard.connection() + 1, true, -1, ticker.nanos());
        }

        @Override
        public void message(SseFollower.Message message) {
            version(message.data())
                    .ifPresent(version -> {
                        var now = heard;
                        heard = new Heard(now.connection(), true, version, ticker.nanos());
                    });
        }

        @Override
        public void disconnected() {
            var now = heard;
            heard = new Heard(now.connection(), false, now.version(), ticker.nanos());
        }
    }

    /** Every frame tells it, the greeting too; the number itself, or an object that holds it. */
    private static Optional<Long> version(String data) {
        try {
            var tree = Wire.lenient().readTree(data);
            var number = tree.isObject() ? tree.path("version") : tree;
            return number.isIntegralNumber() ? Optional.of(number.asLong()) : Optional.empty();
        } catch (JacksonException e) {
            LOG.warn("the router's watch pushed no version: {}", e.getOriginalMessage());
            return Optional.empty();
        }
    }

    Heard current() {
        return heard;
    }

    @Override
    public State state() {
        var now = heard;
        return now.connected()
                ? State.ok(Map.of("router_version", now.version()))
                : State.degraded("the provider router's watch is not connected");
    }

    @Override
    public void start() {
        running = true;
        follower.start();
    }

    @Override
    public void stop() {
        running = false;
        follower.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
