package dev.haios.gateway.upstream;

import dev.haios.contracts.routing.Candidate;
import dev.haios.kit.time.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The services as this gateway has come to know them by calling them. Thread-safe. */
@Component
public class Upstreams {

    /** Services come and go; the one not called for longest is forgotten. */
    private static final int MOST = 2_000;

    /** So many services have metrics of their own; a fleet that makes up names must not flood. */
    private static final int MOST_MEASURED = 100;

    private final UpstreamClient client;
    private final UpstreamSettings settings;
    private final MeterRegistry meters;
    private final Ticker ticker;
    private final Clock elapsing;
    private final Map<String, Timer> timers = new LinkedHashMap<>();
    private final Map<String, Guard> guards =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Guard> eldest) {
                    return size() > MOST;
                }
            };

    Upstreams(
            UpstreamClient client, UpstreamSettings settings, MeterRegistry meters, Ticker ticker) {
        this.client = client;
        this.settings = settings;
        this.meters = meters;
        this.ticker = ticker;
        this.elapsing = new MonotonicClock(ticker);
        breakers("half_open", 1);
        breakers("open", 2);
    }

    private void breakers(String state, int number) {
        Gauge.builder("haios_upstream_breakers", () -> count(number))
                .description("Services whose circuit breaker is in this state")
                .tag("state", state)
                .register(meters);
    }

    private long count(int state) {
        synchronized (guards) {
            return guards.values().stream().filter(guard -> guard.state() == state).count();
        }
    }

    /**
     * One try at one service; a service that fails too often or is too busy is not called.
     *
     * @param sink asks for a streamed answer
     */
    public Outcome attempt(
            Candidate candidate,
            Forward forward,
            Patience patience,
            Caller caller,
            @Nullable StreamSink sink) {
        return guard(candidate)
                .call(
                        patience.attempt(),
                        () -> measured(candidate, forward, patience, caller, sink));
    }

    private Outcome measured(
            Candidate candidate,
            Forward forward,
            Patience patience,
            Caller caller,
            @Nullable StreamSink sink) {
        long begun = ticker.nanos();
        try {
            return client.call(candidate, forward, patience, caller, sink);
        } finally {
            timer(candidate.name()).record(ticker.nanos() - begun, TimeUnit.NANOSECONDS);
        }
    }

    /** Calls to this service under way now. */
    public int inFlight(Candidate candidate) {
        synchronized (guards) {
            var guard = guards.get(candidate.serviceId());
            return guard == null ? 0 : guard.inFlight();
        }
    }

    private Guard guard(Candidate candidate) {
        synchronized (guards) {
            return guards.computeIfAbsent(
                    candidate.serviceId(), id -> new Guard(id, settings, elapsing));
        }
    }

    private Timer timer(String service) {
        synchronized (timers) {
            var name =
                    timers.size() < MOST_MEASURED || timers.containsKey(service)
                            ? service
                            : "other";
            return timers.computeIfAbsent(name, this::measure);
        }
    }

    private Timer measure(String service) {
        return Timer.builder("haios_upstream_seconds")
                .description("Calls to services")
                .tag("upstream", service)
                .publishPercentileHistogram()
                .register(meters);
    }
}
