/** What eviction promises, seen from outside. */
@NullMarked
package dev.haios.registry.eviction;

import org.jspecify.annotations.NullMarked;
