/**
 * The heartbeat monitor: asks the registry who is late, has the silent evicted, and tells the world
 * exactly once about everything that really changed. Whether a service is late is the registry's
 * judgement, and so is every eviction.
 */
@NullMarked
package dev.haios.monitor;

import org.jspecify.annotations.NullMarked;
