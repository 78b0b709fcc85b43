/**
 * How a caller says what it needs and the provider router says who can do it, and the matrix of
 * known models that the router reads. Ranking and calling happen elsewhere.
 */
@NullMarked
package dev.haios.contracts.routing;

import org.jspecify.annotations.NullMarked;
