/**
 * Who is silent now and what was told about it, so that each silence is warned of once and its end
 * is noticed. A silence is one service after one heartbeat; the next heartbeat ends it.
 */
@NullMarked
package dev.haios.monitor.silence;

import org.jspecify.annotations.NullMarked;
