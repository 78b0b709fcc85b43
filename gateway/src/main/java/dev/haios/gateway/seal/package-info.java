/**
 * The signed end of the chain of receipts: who signs, what is signed, and the two files that hold
 * it. Signing happens behind the answers, one signature at a time. Knows sequence numbers and
 * hashes, never a receipt.
 */
@NullMarked
package dev.haios.gateway.seal;

import org.jspecify.annotations.NullMarked;
