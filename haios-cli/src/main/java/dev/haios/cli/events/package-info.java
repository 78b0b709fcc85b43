/**
 * What happens in the fleet: recent events, and new ones as they come, without losing any when the
 * connection breaks.
 */
@NullMarked
package dev.haios.cli.events;

import org.jspecify.annotations.NullMarked;
