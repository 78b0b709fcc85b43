/** What liveness promises, seen from outside. */
@NullMarked
package dev.haios.registry.liveness;

import org.jspecify.annotations.NullMarked;
