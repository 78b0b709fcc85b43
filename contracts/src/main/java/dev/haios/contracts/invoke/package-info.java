/**
 * A call through the gateway: what is asked of whom and how, and what comes back together with its
 * receipt.
 */
@NullMarked
package dev.haios.contracts.invoke;

import org.jspecify.annotations.NullMarked;
