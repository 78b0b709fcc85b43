/**
 * What the fleet's own models are asked and what they answer: the payload that the gateway hands
 * them, their reply with its usage, and the domain classifier's own call. The gateway reads no more
 * of an answer than its usage and its sampling, which any other upstream may say the same way.
 */
@NullMarked
package dev.haios.contracts.model;

import org.jspecify.annotations.NullMarked;
