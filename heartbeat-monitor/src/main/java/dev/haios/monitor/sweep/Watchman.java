package dev.haios.monitor.sweep;

import dev.haios.kit.time.Ticker;
import dev.haios.monitor.alert.Alarm;
import dev.haios.monitor.sweep.Sweep.Found;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Runs sweeps one at a time and remembers how the last one went. */
@Component
class Watchman {

    private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);

    private final Sweep sweep;
    private final Alarm alarm;
    private final Clock clock;
    private final Ticker ticker;
    private final Timer durations;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Round last;
    private volatile @Nullable String trouble;

    Watchman(Sweep sweep, Alarm alarm, Clock clock, Ticker ticker, MeterRegistry meters) {
        this.sweep = sweep;
        this.alarm = alarm;
        this.clock = clock;
        this.ticker = ticker;
        durations =
                Timer.builder("haios_monitor_sweep_seconds")
                        .description("Complete sweeps")
                        .register(meters);
    }

    /**
     * A complete sweep.
     *
     * @param ts when it began
     * @param ms how long it took
     */
    record Round(Instant ts, double ms, Found found) {}

    /** The last complete sweep, or null before the first. */
    @Nullable Round last() {
        return last;
    }

    /** Why the sweep after the last complete one failed, or null when it did not. */
    @Nullable String trouble() {
        return trouble;
    }

    /**
     * Sweeps now, after the sweep that is under way.
     *
     * @throws RegistryAway when the registry does not answer
     */
    Round sweep() {
        turn.lock();
        try {
            var ts = clock.instant();
            long began = ticker.nanos();
            var found = sweep.run();
            long took = ticker.nanos() - began;
            durations.record(took, TimeUnit.NANOSECONDS);
            var round = new Round(ts, Math.round(took / 1e3) / 1e3, found);
            last = round;
            if (trouble != null) {
                LOG.info("the registry answers again");
            }
            trouble = null;
            alarm.prune();
            return round;
        } catch (RegistryAway e) {
            failed(e.reason());
            throw e;
        } finally {
            turn.unlock();
        }
    }

    /**
     * Sweeps, or looks at the mass-expiry guard only. A registry that is away is noted and no
     * failure.
     */
    void look(boolean atEverything) {
        try {
            if (atEverything) {
                sweep();
            } else {
                checkMassExpiry();
            }
        } catch (RegistryAway e) {
            LOG.debug("registry away: {}", e.reason());
        } catch (RuntimeException e) {
            failed(e.toString());
            throw e;
        }
    }

    private void checkMassExpiry() {
        turn.lock();
        try {
            sweep.checkMassExpiry();
        } finally {
            turn.unlock();
        }
    }

    /** Told when it begins; a registry that stays away is no news every half minute. */
    private void failed(String reason) {
        if (trouble == null) {
            LOG.warn("sweep ended early: {}", reason);
        }
        trouble = reason;
    }
}
