/**
 * Turns silence into transitions the moment they are due, without anybody asking: a timer that
 * looks, the guard that holds back what looks like the registry's own fault, and the write that
 * gives the transition its revision. Reads settle what is due before they answer.
 */
@NullMarked
package dev.haios.registry.expiry;

import org.jspecify.annotations.NullMarked;
