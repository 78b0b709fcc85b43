/**
 * Takes events in over HTTP: brings each into the one flat form, fills in what its author left
 * open, refuses what cannot be kept, and answers once it is stored.
 */
@NullMarked
package dev.haios.events.publish;

import org.jspecify.annotations.NullMarked;
