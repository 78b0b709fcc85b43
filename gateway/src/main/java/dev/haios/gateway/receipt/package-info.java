/**
 * The receipts: a hash chain in the store that is only added to, one file per receipt, and the
 * event each becomes. A receipt is durable when {@link dev.haios.gateway.receipt.ReceiptLog}
 * returns. It decides nothing about calls and knows of signing only that the chain has an end.
 */
@NullMarked
package dev.haios.gateway.receipt;

import org.jspecify.annotations.NullMarked;
