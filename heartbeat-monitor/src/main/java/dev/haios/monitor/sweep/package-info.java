/**
 * One look at the whole fleet, again and again: who is late, what follows from it, who is back.
 * Without the registry nothing is known, so nothing is told.
 */
@NullMarked
package dev.haios.monitor.sweep;

import org.jspecify.annotations.NullMarked;
