/**
 * The path of a call: who can do it, one try after another within the caller's time, the receipt,
 * the answer. It decides when to go on and when to stop; who comes first is the router's decision
 * and how one try is made is the upstream's.
 */
@NullMarked
package dev.haios.gateway.invoke;

import org.jspecify.annotations.NullMarked;
