/**
 * Publishing to the event stream. Durable events are written in the transaction of the change they
 * describe and delivered at least once, in order, from a cursor; ephemeral ones go through a
 * bounded ring that drops the oldest and counts. Neither ever slows or fails a request.
 */
@NullMarked
package dev.haios.kit.events;

import org.jspecify.annotations.NullMarked;
