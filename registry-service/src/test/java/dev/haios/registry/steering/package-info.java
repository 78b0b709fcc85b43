/** What steering promises, seen from outside. */
@NullMarked
package dev.haios.registry.steering;

import org.jspecify.annotations.NullMarked;
