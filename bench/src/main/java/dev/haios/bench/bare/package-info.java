/**
 * The least that Spring Boot can do for the same work: forward a call, keep services in a map, send
 * an event to every client. They are baselines, so they hold nothing of HAIOS: no routing, no
 * receipt, no check of a body, no access rule, and they write nothing to disk. Each is a process of
 * its own, started from this module's jar.
 */
@NullMarked
package dev.haios.bench.bare;

import org.jspecify.annotations.NullMarked;
