/**
 * Server-sent events: one listener per open response, resumed by the id of its last event. Owns the
 * headers, the ids and the framing; what is delivered is decided in fan-out.
 */
@NullMarked
package dev.haios.events.sse;

import org.jspecify.annotations.NullMarked;
