/**
 * The registry: who exists, what they can do, and whether they are alive. Each package below is one
 * thing it does; this one only starts it.
 */
@NullMarked
package dev.haios.registry;

import org.jspecify.annotations.NullMarked;
