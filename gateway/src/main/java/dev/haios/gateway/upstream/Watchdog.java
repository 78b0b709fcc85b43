package dev.haios.gateway.upstream;

import dev.haios.kit.time.Ticker;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends calls that are out of time or that nobody waits for any more. The time between two reads,
 * which the HTTP client limits, is not enough: a service that sends a byte a second would never be
 * done.
 *
 * <p>One thread looks at all calls every {@value #ROUND_MS} ms, as long as there are any. A timer
 * per call would be more exact than anybody needs, and would be set and cancelled by almost every
 * call for nothing.
 */
@Component
class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    /** A call ends up to so much later than its limit says. */
    private static final int ROUND_MS = 10;

    private final Ticker ticker;
    private final Duration presencePause;
    private final Set<Watch> watched = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean idle;
    private volatile boolean closing;

    Watchdog(UpstreamSettings settings, Ticker ticker) {
        this.ticker = ticker;
        this.presencePause = settings.presencePause();
        this.thread = Thread.ofPlatform().daemon().name("upstream-watchdog").start(this::run);
    }

    /**
     * Watches a call until the watch is closed.
     *
     * @param end gives the call up; called once at most
     * @param limit its time
     * @param caller who waits for it
     */
    Watch watch(Runnable end, Duration limit, Caller caller) {
        var watch = new Watch(end, caller, ticker.nanos(), limit, presencePause, watched::remove);
        watched.add(watch);
        if (idle) {
            LockSupport.unpark(thread);
        }
        return watch;
    }

    /** Gives a watched call another limit, from now on. */
    void extend(Watch watch, Duration limit) {
        watch.extend(ticker.nanos(), limit);
    }

    private void run() {
        while (!closing) {
            rest();
            watched.forEach(this::check);
        }
    }

    private void rest() {
        idle = watched.isEmpty();
        // Looked at once more: a call that came before we said so has not woken us.
        if (idle && watched.isEmpty()) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, Duration.ofMillis(ROUND_MS).toNanos());
        }
        idle = false;
    }

    private void check(Watch watch) {
        try {
            watch.check(ticker.nanos());
        } catch (RuntimeException e) {
            // One call that cannot be ended must not leave all others unwatched.
            LOG.error("a call could not be watched", e);
        }
    }

    @PreDestroy
    void close() {
        closing = true;
        LockSupport.unpark(thread);
    }
}
