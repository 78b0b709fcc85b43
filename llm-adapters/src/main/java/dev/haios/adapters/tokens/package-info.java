/**
 * Counts tokens where no provider does. Every number from here is an estimate, and answers that
 * carry one say so.
 */
@NullMarked
package dev.haios.adapters.tokens;

import org.jspecify.annotations.NullMarked;
