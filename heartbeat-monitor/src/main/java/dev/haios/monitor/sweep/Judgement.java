package dev.haios.monitor.sweep;

import dev.haios.contracts.alert.AlertAction;
import dev.haios.contracts.alert.HeartbeatAlert;
import dev.haios.contracts.eviction.EvictionAction;
import dev.haios.contracts.registry.RegisteredService;
import dev.haios.monitor.alert.Alarm;
import dev.haios.monitor.eviction.DetectionLag;
import dev.haios.monitor.eviction.Evictions;
import dev.haios.monitor.eviction.Intent;
import dev.haios.monitor.silence.Silence;
import dev.haios.monitor.silence.SilenceTable;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What follows for one service: one missed beat is warned of, two have it marked down, three
 * deregistered. When several are due at once only the last is done, and told.
 */
@Component
class Judgement {

    private static final int DOWN = 2;

    private final Alarm alarm;
    private final Evictions evictions;
    private final SilenceTable silences;
    private final DetectionLag lag;
    private final Clock clock;

    Judgement(
            Alarm alarm,
            Evictions evictions,
            SilenceTable silences,
            DetectionLag lag,
            Clock clock) {
        this.alarm = alarm;
        this.evictions = evictions;
        this.silences = silences;
        this.lag = lag;
        this.clock = clock;
    }

    /**
     * Acts on a service that missed a beat.
     *
     * @param told the silence that was told of it last, of this heartbeat or an earlier one
     * @return how many alerts were raised
     * @throws RegistryAway when the registry does not answer
     */
    int late(RegisteredService service, @Nullable Silence told) {
        int raised = 0;
        if (told != null && !told.lastHeartbeat().equals(service.lastHeartbeatTs())) {
            // It beat in between and is silent again: that is another silence.
            raised += restored(told, service.lastHeartbeatTs()) ? 1 : 0;
            told = null;
        }
        int missed = service.missedBeats();
        if (missed > DOWN) {
            raised += evict(service, EvictionAction.DEREGISTER, DOWN + 1);
        } else if (missed == DOWN) {
            boolean done = told != null && told.covers(AlertAction.MARKED_DOWN);
            raised += done ? 0 : evict(service, EvictionAction.MARK_DOWN, DOWN);
        } else if (told == null) {
            raised += warn(service) ? 1 : 0;
        }
        return raised;
    }

    private boolean warn(RegisteredService service) {
        var heard = service.lastHeartbeatTs();
        var silence = new Silence(service.serviceId(), service.name(), heard, AlertAction.WARNING);
        boolean news =
                alarm.raise(
                        "warned:" + service.serviceId() + ":" + service.epoch() + ":" + heard,
                        HeartbeatAlert.miss(
                                service.serviceId(),
                                service.name(),
                                service.missedBeats(),
                                heard,
                                AlertAction.WARNING,
                                clock.instant()),
                        () -> silences.put(silence));
        if (news) {
            lag.record(due(service, 1));
        }
        return news;
    }

    private int evict(RegisteredService service, EvictionAction action, int beats) {
        var intent = Intent.of(service, action, due(service, beats));
        return evictions.carryOut(intent).raisedOr(RegistryAway::new);
    }

    /** When so many beats were missed, if nothing hid the silence from the registry. */
    private static Instant due(RegisteredService service, int beats) {
        return service.lastHeartbeatTs()
                .plus(service.ttl())
                .plus(service.heartbeatInterval().multipliedBy(beats - 1L));
    }

    /** Tells that a silence has ended. */
    boolean restored(Silence silence, Instant heard) {
        return alarm.raise(
                "restored:" + silence.serviceId() + ":" + silence.lastHeartbeat(),
                HeartbeatAlert.restored(
                        silence.serviceId(), silence.serviceName(), heard, clock.instant()),
                () -> silences.end(silence.serviceId()));
    }
}
