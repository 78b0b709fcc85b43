/**
 * The WebSocket at {@code /ws}: JSON frames by which a client chooses what it listens to, and those
 * it gets. One thread per client writes; nothing else ever does. Built on the plain Jakarta API,
 * which lets frames be batched; what is delivered is decided in fan-out. Clients of another
 * protocol get a package beside this one.
 */
@NullMarked
package dev.haios.events.ws;

import org.jspecify.annotations.NullMarked;
