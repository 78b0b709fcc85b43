package dev.haios.monitor.eviction;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** How long after it was due a silence was told: the time between beat and sweep at most. */
@Component
public final class DetectionLag {

    private final Clock clock;
    private final Timer timer;

    DetectionLag(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        timer =
                Timer.builder("haios_monitor_detection_lag_seconds")
                        .description("From when a beat counted as missed until the alert")
                        .serviceLevelObjectives(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(60))
                        .publishPercentiles(0.5, 0.95)
                        .register(meters);
    }

    /** An alert was raised for what was due then; clocks that disagree make it zero at least. */
    public void record(Instant due) {
        var lag = Duration.between(due, clock.instant());
        timer.record(lag.isNegative() ? Duration.ZERO : lag);
    }
}
