/**
 * When silence becomes absence: pure functions of elapsed time. Owns the rule by which heartbeats
 * count as missed and the guard against a registry that blames the fleet for its own pause. Knows
 * no service, no store and no thread.
 */
@NullMarked
package dev.haios.registry.liveness;

import org.jspecify.annotations.NullMarked;
