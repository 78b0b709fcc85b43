/**
 * The contestants beside the fleet: the bare applications of this module, which are always there,
 * and kept programs, which take part when they can be had.
 */
@NullMarked
package dev.haios.bench.peer;

import org.jspecify.annotations.NullMarked;
