package dev.haios.gateway.upstream;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Ends calls that are out of time or that nobody waits for any more. The time between two reads,
 * which the HTTP client limits, is not enough: a service that sends a byte a second would never be
 * done.
 */
@Component
class Watchdog {

    private final ScheduledThreadPoolExecutor timer;
    private final Duration presencePause;

    Watchdog(UpstreamSettings settings) {
        this.presencePause = settings.presencePause();
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("upstream-watchdog").factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Watches a call until the watch is closed.
     *
     * @param end gives the call up; called once at most
     * @param limit its time
     * @param caller who waits for it
     */
    Watch watch(Runnable end, Duration limit, Caller caller) {
        var watch = new Watch(end, caller);
        watch.limited(
                timer.schedule(watch::timeIsUp, limit.toNanos(), TimeUnit.NANOSECONDS),
                timer.scheduleWithFixedDelay(
                        watch::look,
                        presencePause.toNanos(),
                        presencePause.toNanos(),
                        TimeUnit.NANOSECONDS));
        return watch;
    }

    /** Gives a watched call another limit, from now on. */
    void extend(Watch watch, Duration limit) {
        watch.extended(timer.schedule(watch::timeIsUp, limit.toNanos(), TimeUnit.NANOSECONDS));
    }

    @PreDestroy
    void close() {
        timer.shutdownNow();
    }
}
