/** Budgets: what may be spent, was spent and is held, and setting a limit. */
@NullMarked
package dev.haios.cli.budgets;

import org.jspecify.annotations.NullMarked;
