/**
 * Every refusal the gateway answers, with its stable type and status, in one place. It knows
 * receipts and attempts only as members of a problem body.
 */
@NullMarked
package dev.haios.gateway.problem;

import org.jspecify.annotations.NullMarked;
