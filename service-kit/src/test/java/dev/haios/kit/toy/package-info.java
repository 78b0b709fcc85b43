/** The smallest service there is: what the kit's own tests run against. It keeps things by name. */
@NullMarked
package dev.haios.kit.toy;

import org.jspecify.annotations.NullMarked;
