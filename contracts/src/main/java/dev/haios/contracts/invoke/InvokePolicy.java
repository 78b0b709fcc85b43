package dev.haios.contracts.invoke;

import dev.haios.contracts.routing.Preference;
import dev.haios.contracts.routing.RoutePolicy;
import dev.haios.contracts.schema.Bounds;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call is to be made.
 *
 * @param timeoutS seconds until the caller gives up, 0.01 to 3600
 * @param maxUsd most the call may cost in USD, 0 to 1,000,000
 * @param retries candidates to try after the first, 0 to 10; default is all
 * @param slaMsP95 slowest acceptable 95th percentile in milliseconds, 1 to 3,600,000
 * @param exclude names or ids never to take, at most 64
 * @param deterministic pins the sampling
 */
public record InvokePolicy(
        @Nullable Preference prefer,
        @Nullable Double timeoutS,
        @Nullable BigDecimal maxUsd,
        @Nullable Integer retries,
        @Nullable Integer slaMsP95,
        List<String> exclude,
        @Nullable Boolean deterministic,
        @Nullable ReplayMode replay) {

    /** Checks the bounds and copies the list. */
    public InvokePolicy {
        Bounds.range("timeout_s", timeoutS, 0.01, 3600);
        Bounds.range("max_usd", maxUsd, 0, 1_000_000);
        Bounds.range("retries", retries, 0, 10);
        Bounds.range("sla_ms_p95", slaMsP95, 1, 3_600_000);
        exclude = Bounds.list("exclude", exclude, 0, 64);
        exclude.forEach(name -> Bounds.name("exclude", name));
    }

    /** The policy that leaves everything to the defaults. */
    public static InvokePolicy none() {
        return new InvokePolicy(null, null, null, null, null, List.of(), null, null);
    }

    /** The part that the router needs. */
    public RoutePolicy routing() {
        return new RoutePolicy(prefer, maxUsd, slaMsP95, exclude);
    }

    /** Time until the caller gives up, to the nanosecond; null when the default applies. */
    public @Nullable Duration timeout() {
        return timeoutS == null ? null : Duration.ofNanos(Math.round(timeoutS * 1e9));
    }
}
