/**
 * A mirror of the registry: everyone who is registered, as the registry's change feed tells it. It
 * says for how long it has been out of touch, and knows the difference between an empty fleet and
 * one it has not heard of yet.
 */
@NullMarked
package dev.haios.router.membership;

import org.jspecify.annotations.NullMarked;
