package dev.haios.gateway.invoke;

import dev.haios.contracts.receipt.ReceiptStatus;
import dev.haios.contracts.schema.Wire;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
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
    private final Map<Kind, Counter> counters = new ConcurrentHashMap<>();

    /** Calls that are counted together. */
    private record Kind(ReceiptStatus outcome, String capability) {}

    InvokeMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.overhead =
                Timer.builder("haios_invoke_overhead_seconds")
                        .description("Time of calls that no service spent")
                        .publishPercentileHistogram()
                        .register(meters);
    }

    void ended(Invocation call, CallRecord record, Ending ending) {
        var kind =
                new Kind(
                        ending.receipt().status(),
                        bounded(call.capability() == null ? "none" : call.capability()));
        counters.computeIfAbsent(kind, this::register).increment();
        overhead.record(
                Math.max(0, call.deadline().elapsedNanos() - record.upstreamNanos()),
                TimeUnit.NANOSECONDS);
    }

    private Counter register(Kind kind) {
        return meters.counter(
                "haios_invoke_total",
                "outcome",
                Wire.word(kind.outcome()),
                "capability",
                kind.capability());
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
