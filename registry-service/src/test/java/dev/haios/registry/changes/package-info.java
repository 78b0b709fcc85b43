/** What changes promises, seen from outside. */
@NullMarked
package dev.haios.registry.changes;

import org.jspecify.annotations.NullMarked;
