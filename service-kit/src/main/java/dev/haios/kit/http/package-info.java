/**
 * Outbound HTTP: one pooled client with connect and read timeouts, no redirects, trace headers and
 * the service's own credential; a follower of server-sent event streams that reconnects. Knows how
 * to call, not whom.
 */
@NullMarked
package dev.haios.kit.http;

import org.jspecify.annotations.NullMarked;
