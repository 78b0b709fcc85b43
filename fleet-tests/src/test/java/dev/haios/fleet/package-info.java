/**
 * The fleet as its users meet it: real processes started from the built jars on free ports, driven
 * over HTTP and by the command, killed and cut off. Looks at nothing inside a service.
 */
@NullMarked
package dev.haios.fleet;

import org.jspecify.annotations.NullMarked;
