/**
 * What makes the load, and how long the answers took: as many calls as go through (by wrk), a
 * constant number of calls a second, and subscribers of an event stream. It does not know whom it
 * loads.
 */
@NullMarked
package dev.haios.bench.load;

import org.jspecify.annotations.NullMarked;
