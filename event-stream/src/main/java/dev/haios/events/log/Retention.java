package dev.haios.events.log;

import dev.haios.kit.retention.RetentionClock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Forgets events that are older than the retention time, in small steps between which publishers
 * have their turn.
 */
@Component
final class Retention implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final EventLog events;
    private final LogSettings settings;
    private final RetentionClock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("retention").factory());
    private volatile boolean running;

    Retention(EventLog events, LogSettings settings, RetentionClock clock) {
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        long interval = settings.pruneInterval().toMillis();
        var _ =
                timer.scheduleWithFixedDelay(
                        this::prune, interval, interval, TimeUnit.MILLISECONDS);
    }

    private void prune() {
        try {
            long before = clock.now().minus(settings.retention()).toEpochMilli();
            long pruned = 0;
            int step;
            do {
                step = events.prune(before, settings.pruneStep());
                pruned += step;
            } while (running && step == settings.pruneStep());
            if (pruned > 0) {
                LOG.info("{} events beyond retention forgotten", pruned);
            }
        } catch (DataAccessException e) {
            LOG.warn("events beyond retention stay until the store works again: {}", e.toString());
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
