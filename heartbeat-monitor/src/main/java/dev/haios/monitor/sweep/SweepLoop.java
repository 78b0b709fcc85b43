package dev.haios.monitor.sweep;

import dev.haios.monitor.MonitorSettings;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has the watchman sweep at the interval, the first time at once: that finishes what a crash left.
 * In between it looks at the mass-expiry guard, which may hold for no longer than one interval.
 */
@Component
final class SweepLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SweepLoop.class);
    private static final int LOOKS_PER_SWEEP = 3;

    private final Watchman watchman;
    private final MonitorSettings settings;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    SweepLoop(Watchman watchman, MonitorSettings settings) {
        this.watchman = watchman;
        this.settings = settings;
    }

    private void run() {
        long pauseMs = Math.max(1, settings.sweepEvery().toMillis() / LOOKS_PER_SWEEP);
        try {
            int look = 0;
            do {
                look(look++ % LOOKS_PER_SWEEP == 0);
            } while (!stopped.await(pauseMs, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(boolean atEverything) {
        try {
            if (atEverything) {
                watchman.sweep();
            } else {
                watchman.checkMassExpiry();
            }
        } catch (RegistryAway e) {
            LOG.debug("registry away: {}", e.reason());
        } catch (RuntimeException e) {
            // The outermost loop: whatever broke this sweep must not be the last one's end.
            LOG.error("sweep failed", e);
            watchman.failed(e.toString());
        }
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        Thread.ofVirtual().name("sweep").start(this::run);
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }
}
