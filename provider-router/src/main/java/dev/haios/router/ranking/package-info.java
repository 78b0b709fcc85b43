/**
 * Who comes first, and who not at all: pure functions from what is known to an order. The same
 * knowledge always gives the same order. Prices, latencies and load are put on fixed scales, so
 * that a service's merit does not depend on who it is compared with; what those scales cannot tell
 * apart is equally good and shares a tie group.
 *
 * <p>Merit, 0 to 1 each: <em>price</em> 1/(1 + USD per 1,000 tokens/0.01), 1 for free ones, 0 when
 * an external one's is unknown; <em>speed</em> 1/(1 + p95/1 s) by latency bands, 0.5 when unknown;
 * <em>room</em> 1, 0.5 or 0 when free, busy or full. <em>All-round</em> is 0.4 price + 0.4 speed +
 * 0.2 room, halved for a degraded service. Then
 *
 * <ul>
 *   <li>{@code cheapest} orders by price, then all-round;
 *   <li>{@code fastest} orders by speed, then all-round;
 *   <li>{@code balanced} orders by all-round;
 *   <li>{@code local} orders by tier, then all-round.
 * </ul>
 *
 * <p>Services whose last calls failed in a row stand behind all others, whatever is preferred.
 */
@NullMarked
package dev.haios.router.ranking;

import org.jspecify.annotations.NullMarked;
