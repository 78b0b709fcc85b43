/**
 * An operator says what a service should do; the service learns of it in the answer to its next
 * heartbeat, everybody else by the change. Whether it obeys is not known here.
 */
@NullMarked
package dev.haios.registry.steering;

import org.jspecify.annotations.NullMarked;
