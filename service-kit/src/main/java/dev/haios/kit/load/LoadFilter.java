package dev.haios.kit.load;

import dev.haios.kit.time.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Times each request by its route. Probes and open-ended streams are counted, not timed as load.
 */
final class LoadFilter extends OncePerRequestFilter {

    private static final Set<String> PROBES = Set.of("/health", "/metrics", "/", "/openapi.json");

    /** A made-up method must not make up a time series. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final LoadFigures figures;
    private final MeterRegistry meters;
    private final Ticker ticker;
    private final Map<Route, Timer> timers = new ConcurrentHashMap<>();

    LoadFilter(LoadFigures figures, MeterRegistry meters, Ticker ticker) {
        this.figures = figures;
        this.meters = meters;
        this.ticker = ticker;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (PROBES.contains(request.getRequestURI())) {
            chain.doFilter(request, response);
            return;
        }
        long start = ticker.nanos();
        figures.begin();
        try {
            chain.doFilter(request, response);
        } finally {
            long elapsed = ticker.nanos() - start;
            if (isStream(response)) {
                figures.endStream();
            } else {
                figures.end(elapsed);
                timer(request, response).record(elapsed, TimeUnit.NANOSECONDS);
            }
        }
    }

    private static boolean isStream(HttpServletResponse response) {
        var type = response.getContentType();
        return type != null && type.startsWith("text/event-stream");
    }

    private Timer timer(HttpServletRequest request, HttpServletResponse response) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        var route =
                new Route(
                        METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER",
                        pattern == null ? "unmatched" : pattern.toString(),
                        response.getStatus());
        return timers.computeIfAbsent(route, this::register);
    }

    private Timer register(Route route) {
        return Timer.builder("haios_http_request_seconds")
                .description("Requests by route and status")
                .tag("method", route.method())
                .tag("route", route.pattern())
                .tag("status", Integer.toString(route.status()))
                .publishPercentileHistogram()
                .register(meters);
    }

    private record Route(String method, String pattern, int status) {}
}
