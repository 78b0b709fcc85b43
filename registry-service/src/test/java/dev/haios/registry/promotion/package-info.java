/** What promotion promises, seen from outside. */
@NullMarked
package dev.haios.registry.promotion;

import org.jspecify.annotations.NullMarked;
