/** What expiry promises, seen from outside. */
@NullMarked
package dev.haios.registry.expiry;

import org.jspecify.annotations.NullMarked;
