/**
 * What the event stream carries: one event, a batch of them, and the words for their types. An
 * event has a few fields that everybody understands and any others that its publisher chooses.
 * Order, storage and delivery belong to the stream.
 */
@NullMarked
package dev.haios.contracts.event;

import org.jspecify.annotations.NullMarked;
