/** What heartbeat promises, seen from outside. */
@NullMarked
package dev.haios.registry.heartbeat;

import org.jspecify.annotations.NullMarked;
