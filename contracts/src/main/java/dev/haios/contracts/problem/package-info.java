/**
 * How a service says that something went wrong, and how it is. Both shapes are open: a service may
 * add fields that help its callers to act. Which problems there are is each service's own affair.
 */
@NullMarked
package dev.haios.contracts.problem;

import org.jspecify.annotations.NullMarked;
