package dev.haios.monitor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the monitor works, bound from {@code haios.monitor}.
 *
 * @param sweepEvery between the starts of two sweeps
 * @param parallel calls to the registry at the same time, 1 to 256
 * @param keepAlerts how long alerts can be asked for; those not delivered yet are kept longer
 */
@ConfigurationProperties("haios.monitor")
public record MonitorSettings(Duration sweepEvery, int parallel, Duration keepAlerts) {

    public MonitorSettings {
        if (!sweepEvery.isPositive() || !keepAlerts.isPositive()) {
            throw new IllegalArgumentException(
                    "haios.monitor: sweep-every and keep-alerts must be positive");
        }
        if (parallel < 1 || parallel > 256) {
            throw new IllegalArgumentException("haios.monitor.parallel must be 1 to 256");
        }
    }
}
