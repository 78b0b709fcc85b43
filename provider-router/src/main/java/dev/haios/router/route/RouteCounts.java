package dev.haios.router.route;

import dev.haios.contracts.routing.RouteReply;
import dev.haios.kit.time.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** How many questions were asked, how many had no candidate, and how long deciding took. */
@Component
public final class RouteCounts {

    private final Ticker ticker;
    private final Timer decisions;
    private final Counter routed;
    private final Counter empty;

    RouteCounts(MeterRegistry meters, Ticker ticker) {
        this.ticker = ticker;
        decisions =
                Timer.builder("haios_router_decision_seconds")
                        .description("Deciding, without HTTP")
                        .serviceLevelObjectives(
                                Duration.ofNanos(100_000),
                                Duration.ofMillis(1),
                                Duration.ofMillis(10))
                        .publishPercentiles(0.5, 0.95, 0.99)
                        .register(meters);
        routed = counter(meters, "routed");
        empty = counter(meters, "none");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("haios_router_routes_total")
                .description("Questions answered, by whether there was a candidate")
                .tag("outcome", outcome)
                .register(meters);
    }

    RouteReply count(Supplier<RouteReply> decision) {
        long began = ticker.nanos();
        var reply = decision.get();
        decisions.record(ticker.nanos() - began, TimeUnit.NANOSECONDS);
        (reply.candidates().isEmpty() ? empty : routed).increment();
        return reply;
    }

    /** Questions answered since the start. */
    public long answered() {
        return (long) (routed.count() + empty.count());
    }

    /** Those that had no candidate. */
    public long empty() {
        return (long) empty.count();
    }

    /** 95th percentile of deciding over the last minutes, in milliseconds. */
    public double p95Ms() {
        for (var value : decisions.takeSnapshot().percentileValues()) {
            if (value.percentile() == 0.95) {
                return Math.round(value.value(TimeUnit.MICROSECONDS)) / 1000.0;
            }
        }
        return 0;
    }
}
