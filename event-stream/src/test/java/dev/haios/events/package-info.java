/**
 * The event stream as its clients see it: started for real, spoken to over HTTP, server-sent events
 * and WebSockets.
 */
@NullMarked
package dev.haios.events;

import org.jspecify.annotations.NullMarked;
