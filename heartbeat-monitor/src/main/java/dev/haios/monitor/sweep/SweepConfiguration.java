package dev.haios.monitor.sweep;

import dev.haios.kit.time.Routine;
import dev.haios.monitor.MonitorSettings;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SweepConfiguration {

    private static final int LOOKS_PER_SWEEP = 3;

    /**
     * Has the watchman sweep at the interval, the first time at once: that finishes what a crash
     * left. In between it looks at the mass-expiry guard, which may hold for no longer than one
     * interval.
     */
    @Bean
    Routine sweeps(Watchman watchman, MonitorSettings settings) {
        var looks = new AtomicInteger();
        return Routine.atOnce(
                "sweep",
                settings.sweepEvery().dividedBy(LOOKS_PER_SWEEP),
                () -> watchman.look(looks.getAndIncrement() % LOOKS_PER_SWEEP == 0));
    }
}
