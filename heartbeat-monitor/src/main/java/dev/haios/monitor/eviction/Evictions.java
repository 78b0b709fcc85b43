package dev.haios.monitor.eviction;

import dev.haios.contracts.alert.AlertAction;
import dev.haios.contracts.alert.HeartbeatAlert;
import dev.haios.contracts.eviction.Eviction;
import dev.haios.contracts.eviction.EvictionAction;
import dev.haios.contracts.eviction.EvictionReply;
import dev.haios.kit.peers.RegistryClient;
import dev.haios.kit.peers.Reply.Answer;
import dev.haios.kit.peers.Reply.Refused;
import dev.haios.kit.peers.Reply.Unreachable;
import dev.haios.kit.store.Store;
import dev.haios.monitor.alert.Alarm;
import dev.haios.monitor.eviction.Result.Open;
import dev.haios.monitor.eviction.Result.Settled;
import dev.haios.monitor.silence.Silence;
import dev.haios.monitor.silence.SilenceTable;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Carries intents out. Thread-safe. */
@Component
public final class Evictions {

    private static final Logger LOG = LoggerFactory.getLogger(Evictions.class);

    private final Store store;
    private final IntentTable intents;
    private final SilenceTable silences;
    private final RegistryClient registry;
    private final Alarm alarm;
    private final DetectionLag lag;
    private final Clock clock;

    Evictions(
            Store store,
            IntentTable intents,
            SilenceTable silences,
            RegistryClient registry,
            Alarm alarm,
            DetectionLag lag,
            Clock clock) {
        this.store = store;
        this.intents = intents;
        this.silences = silences;
        this.registry = registry;
        this.alarm = alarm;
        this.lag = lag;
        this.clock = clock;
    }

    /** Intents of this or an earlier life whose outcome is not known. */
    public List<Intent> unfinished() {
        return store.read(intents::all);
    }

    /** Carries an intent out; repeating it is safe at any point. */
    public Result carryOut(Intent intent) {
        store.write(() -> {
            intents.add(intent);
            return true;
        });
        var eviction = new Eviction(intent.serviceId(), intent.action(), intent.lastHeartbeat());
        return switch (registry.evict(eviction)) {
            case Answer<EvictionReply>(var reply) -> new Settled(settle(intent, reply));
            case Refused<EvictionReply>(var problem) -> {
                LOG.warn(
                        "the registry refuses to evict {}: {}",
                        intent.serviceId(),
                        problem.detail());
                drop(intent);
                yield new Settled(false);
            }
            case Unreachable<EvictionReply>(var reason) -> new Open(reason);
        };
    }

    private boolean settle(Intent intent, EvictionReply reply) {
        return switch (reply.outcome()) {
            case EVICTED -> raise(intent, reply);
            // Somebody went further already; what that changed was told with it.
            case ALREADY_DONE, BEAT_WON, NOT_DUE, HELD, UNKNOWN -> {
                LOG.debug("{} of {}: {}", intent.action(), intent.serviceId(), reply.outcome());
                drop(intent);
                yield false;
            }
        };
    }

    private boolean raise(Intent intent, EvictionReply reply) {
        var missed = reply.missedBeats();
        var alert =
                HeartbeatAlert.miss(
                        intent.serviceId(),
                        intent.serviceName(),
                        Math.max(1, missed == null ? intent.missedBeats() : missed),
                        intent.lastHeartbeat(),
                        intent.done(),
                        clock.instant());
        boolean news =
                alarm.raise(
                        "evicted:" + reply.transitionId(),
                        alert,
                        () -> {
                            intents.drop(intent);
                            remember(intent);
                        });
        if (news) {
            lag.record(intent.due());
        }
        return news;
    }

    private void remember(Intent intent) {
        if (intent.action() == EvictionAction.DEREGISTER) {
            silences.end(intent.serviceId());
        } else {
            silences.put(
                    new Silence(
                            intent.serviceId(),
                            intent.serviceName(),
                            intent.lastHeartbeat(),
                            AlertAction.MARKED_DOWN));
        }
    }

    private void drop(Intent intent) {
        store.write(() -> {
            intents.drop(intent);
            return true;
        });
    }
}
