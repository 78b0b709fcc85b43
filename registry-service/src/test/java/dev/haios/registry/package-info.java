/** The registry as a whole: started for real, asked over HTTP, with time moved by hand. */
@NullMarked
package dev.haios.registry;

import org.jspecify.annotations.NullMarked;
