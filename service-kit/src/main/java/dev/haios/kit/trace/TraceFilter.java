package dev.haios.kit.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Opens a server span around each request and puts its trace id into the log context. */
final class TraceFilter extends OncePerRequestFilter {

    private static final TextMapGetter<HttpServletRequest> HEADERS =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(HttpServletRequest request) {
                    return Collections.list(request.getHeaderNames());
                }

                @Override
                public @Nullable String get(@Nullable HttpServletRequest request, String key) {
                    return request == null ? null : request.getHeader(key);
                }
            };

    private final Tracer tracer;

    TraceFilter(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var parent =
                W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS);
        Span span =
                tracer.spanBuilder(request.getMethod() + " " + request.getRequestURI())
                        .setParent(parent)
                        .setSpanKind(SpanKind.SERVER)
                        .startSpan();
        try (var _ = span.makeCurrent();
                var _ = MDC.putCloseable("trace_id", span.getSpanContext().getTraceId())) {
            chain.doFilter(request, response);
        } finally {
            if (response.getStatus() >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }
}
