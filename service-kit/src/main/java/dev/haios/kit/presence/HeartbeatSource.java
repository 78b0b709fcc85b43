package dev.haios.kit.presence;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.heartbeat.ResourceUse;
import dev.haios.contracts.heartbeat.ServiceHeartbeat;
import dev.haios.kit.load.LoadFigures;
import dev.haios.kit.surface.Condition;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes this service's heartbeats from its condition and its measured load. */
final class HeartbeatSource {

    private final Condition condition;
    private final LoadFigures figures;
    private final Clock clock;
    private volatile @Nullable Health reported;

    HeartbeatSource(Condition condition, LoadFigures figures, Clock clock) {
        this.condition = condition;
        this.figures = figures;
        this.clock = clock;
    }

    /** Whether the health is another than the one last reported. */
    boolean healthHasChanged() {
        return reported != null && condition.now().health() != reported;
    }

    ServiceHeartbeat beat(String serviceId) {
        var now = condition.now();
        reported = now.health();
        double load = figures.load();
        return new ServiceHeartbeat(
                serviceId,
                now.health().name().toLowerCase(Locale.ROOT),
                null,
                null,
                clock.instant(),
                null,
                now.reason(),
                null,
                new ResourceUse(
                        load * Runtime.getRuntime().availableProcessors(),
                        (double) figures.memoryMb(),
                        null),
                figures.p95Ms(),
                figures.queueDepth(),
                load);
    }
}
