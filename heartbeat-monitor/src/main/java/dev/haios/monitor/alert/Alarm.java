package dev.haios.monitor.alert;

import dev.haios.contracts.alert.HeartbeatAlert;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.events.EventPublisher;
import dev.haios.kit.retention.RetentionClock;
import dev.haios.kit.store.Store;
import dev.haios.monitor.MonitorSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Raises alerts. Thread-safe. */
@Component
public final class Alarm {

    private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);

    private final Store store;
    private final AlertTable alerts;
    private final EventPublisher events;
    private final MeterRegistry meters;
    private final MonitorSettings settings;
    private final RetentionClock clock;

    Alarm(
            Store store,
            AlertTable alerts,
            EventPublisher events,
            MeterRegistry meters,
            MonitorSettings settings,
            RetentionClock clock) {
        this.store = store;
        this.alerts = alerts;
        this.events = events;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Raises an alert together with what has to be remembered about it, or neither.
     *
     * @param occasion names what happened, the same at every attempt to tell it
     * @param alongside changes to the store that belong to it, made even if it was raised before
     * @return whether it was news
     */
    public boolean raise(String occasion, HeartbeatAlert alert, Runnable alongside) {
        // Derived, so that a store restored from a backup raises it under the same id.
        var id = UUID.nameUUIDFromBytes(occasion.getBytes(StandardCharsets.UTF_8)).toString();
        return store.write(
                () -> {
                    alongside.run();
                    return alerts.add(id, occasion, alert);
                },
                added -> {
                    if (added) {
                        raised(alert);
                    }
                });
    }

    private void raised(HeartbeatAlert alert) {
        var action = alert.action();
        var type = Wire.word(alert.alertType());
        meters.counter(
                        "haios_monitor_alerts_total",
                        "type",
                        type,
                        "action",
                        action == null ? "none" : Wire.word(action))
                .increment();
        LOG.info(
                "{} {} ({}): {}",
                type,
                alert.serviceId(),
                alert.serviceName(),
                action == null ? "" : Wire.word(action));
        events.announce();
    }

    /** Forgets what nobody can ask for any more. */
    public void prune() {
        var before = clock.now().minus(settings.keepAlerts());
        store.write(() -> {
            alerts.prune(before);
            return true;
        });
    }
}
