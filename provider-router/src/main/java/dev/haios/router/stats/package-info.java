/**
 * Shows operators what the router knows and does: everyone as routing sees them, and a few numbers.
 * Decides nothing.
 */
@NullMarked
package dev.haios.router.stats;

import org.jspecify.annotations.NullMarked;
