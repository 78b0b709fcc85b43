/**
 * The log of all events: numbers each one, keeps it for the retention time, recognises repeated
 * ones, and reads any part again. What is committed here is announced to followers in the order of
 * its numbers. It knows neither clients nor how they are connected.
 */
@NullMarked
package dev.haios.events.log;

import org.jspecify.annotations.NullMarked;
