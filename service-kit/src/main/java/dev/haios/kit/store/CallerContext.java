package dev.haios.kit.store;

import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The trace and the log context of the thread that asked for a unit, carried to the thread that
 * runs it: what the unit logs and publishes belongs to the caller's request.
 */
record CallerContext(Context trace, @Nullable Map<String, String> log) {

    static CallerContext capture() {
        return new CallerContext(Context.current(), MDC.getCopyOfContextMap());
    }

    <T extends @Nullable Object> T run(Supplier<T> work) {
        if (log != null) {
            MDC.setContextMap(log);
        }
        try (var _ = trace.makeCurrent()) {
            return work.get();
        } finally {
            if (log != null) {
                MDC.clear();
            }
        }
    }
}
