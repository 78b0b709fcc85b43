package dev.haios.monitor.sweep;

import dev.haios.contracts.registry.RegisteredService;
import dev.haios.kit.store.Store;
import dev.haios.monitor.eviction.Evictions;
import dev.haios.monitor.expiry.MassExpiry;
import dev.haios.monitor.silence.Silence;
import dev.haios.monitor.silence.SilenceTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * One sweep: what was left undone, the mass-expiry guard, who is late, who is back. Not for two
 * threads at once.
 */
@Component
class Sweep {

    private final Store store;
    private final Fleet fleet;
    private final Evictions evictions;
    private final SilenceTable silences;
    private final Judgement judgement;
    private final MassExpiry massExpiry;
    private final Crew crew;

    Sweep(
            Store store,
            Fleet fleet,
            Evictions evictions,
            SilenceTable silences,
            Judgement judgement,
            MassExpiry massExpiry,
            Crew crew) {
        this.store = store;
        this.fleet = fleet;
        this.evictions = evictions;
        this.silences = silences;
        this.judgement = judgement;
        this.massExpiry = massExpiry;
        this.crew = crew;
    }

    /**
     * What a sweep found.
     *
     * @param late services that missed a beat
     * @param raised alerts raised
     */
    record Found(int late, int raised, Census census) {}

    /**
     * Does it all.
     *
     * @throws RegistryAway as soon as the registry does not answer; what was done by then stays
     */
    Found run() {
        var raised = new AtomicInteger();
        crew.each(
                evictions.unfinished(),
                intent -> raised.addAndGet(evictions.carryOut(intent).raisedOr(RegistryAway::new)));
        var health = fleet.health();
        raised.addAndGet(massExpiry.check(health) ? 1 : 0);
        Map<String, Silence> told = new HashMap<>();
        store.read(silences::all).forEach(silence -> told.put(silence.serviceId(), silence));
        var late = fleet.late();
        crew.each(
                late,
                service ->
                        raised.addAndGet(judgement.late(service, told.get(service.serviceId()))));
        raised.addAndGet(back(told, late));
        return new Found(late.size(), raised.get(), Census.of(health, fleet.degraded()));
    }

    /** The guard alone, which may hold for less than the time between two sweeps. */
    boolean checkMassExpiry() {
        return massExpiry.check(fleet.health());
    }

    private int back(Map<String, Silence> told, List<RegisteredService> late) {
        Set<String> stillLate =
                late.stream().map(RegisteredService::serviceId).collect(Collectors.toSet());
        Set<String> others = new HashSet<>(told.keySet());
        others.removeAll(stillLate);
        var raised = new AtomicInteger();
        crew.each(
                List.copyOf(others),
                id -> {
                    var silence = told.get(id);
                    if (silence != null) {
                        raised.addAndGet(notLate(silence) ? 1 : 0);
                    }
                });
        return raised.get();
    }

    /**
     * A registry that has just started counts no beats as missed for a while; only another
     * heartbeat ends a silence. One that is gone went by itself, which the registry tells.
     */
    private boolean notLate(Silence silence) {
        var service = fleet.find(silence.serviceId());
        if (service.isEmpty()) {
            store.write(() -> {
                silences.end(silence.serviceId());
                return true;
            });
            return false;
        }
        var heard = service.get().lastHeartbeatTs();
        return !heard.equals(silence.lastHeartbeat()) && judgement.restored(silence, heard);
    }
}
