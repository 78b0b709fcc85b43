/**
 * What may still be spent: for the fleet, a provider, an agent, a run. The estimate of a call is
 * held before anybody is called, in one durable unit that checks every budget it falls under, and
 * settled in the unit that stores the receipt. It knows prices only as amounts, and decides neither
 * who is called nor what a call cost.
 */
@NullMarked
package dev.haios.gateway.budget;

import org.jspecify.annotations.NullMarked;
