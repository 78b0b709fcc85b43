/** What retention promises, seen from outside. */
@NullMarked
package dev.haios.registry.retention;

import org.jspecify.annotations.NullMarked;
