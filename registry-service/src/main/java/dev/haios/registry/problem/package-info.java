/** The refusals of the registry, by name. Knows no rule; the features decide when to refuse. */
@NullMarked
package dev.haios.registry.problem;

import org.jspecify.annotations.NullMarked;
