package dev.haios.kit.store;

import dev.haios.kit.store.StoreUnavailableException.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the store shows of itself on {@code /metrics}, all under {@code haios_store_}. */
final class StoreMetrics {

    private final MeterRegistry registry;
    private final Timer commits;
    private final DistributionSummary groupSizes;
    private final Map<Reason, Counter> failures = new EnumMap<>(Reason.class);
    private final Counter overloads;
    private final Counter failedCallbacks;

    StoreMetrics(MeterRegistry registry, Collection<?> queue) {
        this.registry = registry;
        commits =
                Timer.builder("haios.store.commit")
                        .description("Time that COMMIT took, once per group")
                        .register(registry);
        groupSizes =
                DistributionSummary.builder("haios.store.group.size")
                        .description("Units committed together")
                        .register(registry);
        // The registry would keep a weak reference only; the store holds the queue.
        Gauge.builder("haios.store.queue.depth", queue, Collection::size)
                .description("Units waiting for the writer")
                .register(registry);
        for (var reason : Reason.values()) {
            failures.put(reason, failures(registry, reason.label()));
        }
        overloads = failures(registry, "overloaded");
        failedCallbacks = failures(registry, "on_commit");
    }

    /** Watches the queue in front of the readers, which holds it. */
    void reading(Collection<?> queue) {
        Gauge.builder("haios.store.read.queue.depth", queue, Collection::size)
                .description("Queries waiting for a reader")
                .register(registry);
    }

    void committed(int units, long nanos) {
        commits.record(nanos, TimeUnit.NANOSECONDS);
        groupSizes.record(units);
    }

    /** Counts one failed group, whatever its size. */
    void failed(Reason reason) {
        var counter = failures.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    void overloaded() {
        overloads.increment();
    }

    void callbackFailed() {
        failedCallbacks.increment();
    }

    private static Counter failures(MeterRegistry registry, String reason) {
        return Counter.builder("haios.store.failures")
                .description("Groups that failed, work refused, callbacks that threw")
                .tag("reason", reason)
                .register(registry);
    }
}
