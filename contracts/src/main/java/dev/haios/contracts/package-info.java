/** x */
@NullMarked
package dev.haios.contracts;

import org.jspecify.annotations.NullMarked;
