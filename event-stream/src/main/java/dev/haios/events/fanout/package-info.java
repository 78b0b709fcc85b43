/**
 * Hands stored events to everybody who listens. The newest events are kept once, in a shared tail;
 * each listener reads it at its own pace on its own thread, so that nobody waits for anybody. Owns
 * the order, the change from replay to live, and the account of what a slow listener lost; knows no
 * wire format but the bytes it keeps for all.
 */
@NullMarked
package dev.haios.events.fanout;

import org.jspecify.annotations.NullMarked;
