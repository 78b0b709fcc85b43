/**
 * What calls cost: prices times tokens for one call, and sums over the receipts. It spends nothing
 * and refuses nothing.
 */
@NullMarked
package dev.haios.gateway.costs;

import org.jspecify.annotations.NullMarked;
