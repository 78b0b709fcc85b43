/**
 * The two kinds of time: a {@link java.time.Clock} for what is shown and stored, and a monotonic
 * {@link dev.haios.kit.time.Ticker} for what elapses, so that a wall clock that jumps expires
 * nothing. And what is done again and again in it, a {@link dev.haios.kit.time.Routine}.
 */
@NullMarked
package dev.haios.kit.time;

import org.jspecify.annotations.NullMarked;
