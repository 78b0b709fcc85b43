package dev.haios.kit.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/** The trace the calling thread works in, as the W3C trace context standard writes it. */
public final class TraceContext {

    private TraceContext() {}

    /** 32 lower-case hex digits, or null outside a traced request. */
    public static @Nullable String traceId() {
        var span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : null;
    }

    /** Value of the {@code traceparent} header for an outbound call, or null outside a trace. */
    public static @Nullable String traceparent() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags()
                : null;
    }
}
