/**
 * How much may be spent within a scope. What was spent, and who is refused for it, is not known
 * here.
 */
@NullMarked
package dev.haios.contracts.budget;

import org.jspecify.annotations.NullMarked;
