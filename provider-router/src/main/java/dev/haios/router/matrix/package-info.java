/**
 * What operators know about models beforehand: the file {@code config/providers.matrix.json},
 * checked, reloaded when its content changes, and kept as it was while it is broken. Knows nothing
 * of who is alive.
 */
@NullMarked
package dev.haios.router.matrix;

import org.jspecify.annotations.NullMarked;
