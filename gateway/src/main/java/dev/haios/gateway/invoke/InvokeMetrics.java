package dev.haios.gateway.invoke;

import dev.haios.contracts.schema.Wire;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Counts calls by how they ended, and times what the gateway itself adds to them. */
@Component
class InvokeMetrics {

    /** So many capabilities have a count of their own; callers may name any. */
    private static final int MOST_CAPABILITIES = 100;

    private final MeterRegistry meters;
    private final Timer overhead;
    private final Set<String> capabilities = ConcurrentHashMap.newKeySet();

    InvokeMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.overhead =
                Timer.builder("haios_invoke_overhead_seconds")
                        .description("Time of calls that no service spent")
                        .publishPercentileHistogram()
                        .register(meters);
    }

    void ended(Invocation call, CallRecord record, Ending ending) {
        meters.counter(
                        "haios_invoke_total",
                        "outcome",
                        Wire.word(ending.receipt().status()),
                        "capability",
                        bounded(call.capability() == null ? "none" : call.capability()))
                .increment();
        overhead.record(
                Math.max(0, call.deadline().elapsedNanos() - record.upstreamNanos()),
                TimeUnit.NANOSECONDS);
    }

    private String bounded(String capability) {
        if (capabilities.contains(capability)) {
            return capability;
        }
        return capabilities.size() < MOST_CAPABILITIES && capabilities.add(capability)
                ? capability
                : "other";
    }
}
