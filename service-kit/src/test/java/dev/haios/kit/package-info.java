/** Tests of the kit as a whole. */
@NullMarked
package dev.haios.kit;

import org.jspecify.annotations.NullMarked;
