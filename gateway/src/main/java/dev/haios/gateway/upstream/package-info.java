/**
 * One try at one service: the call itself, within its time, its size and its circuit breaker, and
 * what became of it. It does not choose services and does not try twice.
 */
@NullMarked
package dev.haios.gateway.upstream;

import org.jspecify.annotations.NullMarked;
