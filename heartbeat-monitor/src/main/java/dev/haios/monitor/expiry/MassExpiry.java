package dev.haios.monitor.expiry;

import dev.haios.contracts.alert.HeartbeatAlert;
import dev.haios.contracts.problem.HealthReport;
import dev.haios.monitor.alert.Alarm;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Reads {@code mass_expiry_held} and {@code mass_expiry_since} from the registry's health. A hold
 * is named by when it began.
 */
@Component
public final class MassExpiry {

    private final Alarm alarm;
    private final Clock clock;

    MassExpiry(Alarm alarm, Clock clock) {
        this.alarm = alarm;
        this.clock = clock;
    }

    /**
     * Raises an alert if there is a hold that was not told yet.
     *
     * @return whether it did
     */
    public boolean check(HealthReport registry) {
        var fields = registry.extensions();
        if (!(fields.get("mass_expiry_held") instanceof Number held)
                || !(fields.get("mass_expiry_since") instanceof String since)
                || held.intValue() < 1) {
            return false;
        }
        return alarm.raise(
                "mass_expiry:" + since,
                HeartbeatAlert.massExpiry(held.intValue(), clock.instant()),
                () -> {});
    }
}
