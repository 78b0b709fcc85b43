package dev.haios.registry.expiry;

import dev.haios.kit.store.StoreOverloadedException;
import dev.haios.kit.store.StoreUnavailableException;
import dev.haios.registry.catalog.Catalog;
import dev.haios.registry.changes.LoadFeed;
import dev.haios.registry.liveness.Uptime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks every tick whether something is due, as long as the registry runs. */
@Component
class ExpiryTimer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiryTimer.class);

    private final Expiry expiry;
    private final LoadFeed loads;
    private final Catalog catalog;
    private final Uptime uptime;
    private final Duration tick;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;
    private boolean unwritten;

    ExpiryTimer(
            Expiry expiry,
            LoadFeed loads,
            Catalog catalog,
            Uptime uptime,
            ExpirySettings settings) {
        this.expiry = expiry;
        this.loads = loads;
        this.catalog = catalog;
        this.uptime = uptime;
        tick = settings.tick();
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("expiry").start(this::run);
    }

    private void run() {
        while (!isStoppedWithinTick()) {
            try {
                loads.tellIfDue();
                carryOut();
            } catch (RuntimeException e) {
                // A thread's outermost loop: what is due stays due.
                LOG.error("looking for silent services failed, trying again", e);
            }
        }
    }

    private void carryOut() {
        if (uptime.nanos() < catalog.nextDueNanos() && !expiry.isPending()) {
            return;
        }
        try {
            expiry.carryOut();
            unwritten = false;
        } catch (StoreUnavailableException | StoreOverloadedException e) {
            if (!unwritten) {
                LOG.warn("silent services cannot be written, trying again: {}", e.getMessage());
            }
            unwritten = true;
        }
    }

    private boolean isStoppedWithinTick() {
        try {
            return stopped.await(tick.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
