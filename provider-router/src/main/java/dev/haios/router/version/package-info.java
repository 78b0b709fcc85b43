/**
 * The number that grows whenever an answer to the same question could have changed, and the stream
 * that tells the gateway so. It knows that something changed and in a word what, not whom it
 * concerns.
 */
@NullMarked
package dev.haios.router.version;

import org.jspecify.annotations.NullMarked;
