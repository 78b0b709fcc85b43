/** What discovery promises, seen from outside. */
@NullMarked
package dev.haios.registry.discovery;

import org.jspecify.annotations.NullMarked;
