/**
 * How a silent service is removed: the question, which names the heartbeat it is based on, and the
 * answer, which is the same for the same transition however often it is asked. Who asks and when is
 * not known here.
 */
@NullMarked
package dev.haios.contracts.eviction;

import org.jspecify.annotations.NullMarked;
