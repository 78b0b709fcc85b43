/**
 * Carries the W3C {@code traceparent} through every hop: continues it on incoming requests, puts
 * the ids into the log context, hands them to outbound calls and events. Spans are exported over
 * OTLP only when an endpoint is configured.
 */
@NullMarked
package dev.haios.kit.trace;

import org.jspecify.annotations.NullMarked;
