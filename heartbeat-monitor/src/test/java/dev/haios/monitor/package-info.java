/**
 * Tests of the monitor as a whole, and the stand-in for the registry that they share: a real HTTP
 * server with the registry's rules of lateness and eviction.
 */
@NullMarked
package dev.haios.monitor;

import org.jspecify.annotations.NullMarked;
