/**
 * The mock model: answers at once, at no cost, the same to the same question, and fails on request.
 * For trying the fleet out and for tests; it says in every answer that it is a mock.
 */
@NullMarked
package dev.haios.adapters.mock;

import org.jspecify.annotations.NullMarked;
