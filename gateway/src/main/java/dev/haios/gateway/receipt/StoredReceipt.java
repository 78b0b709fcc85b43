package dev.haios.gateway.receipt;

/**
 * A row of the chain.
 *
 * @param open whether the streamed call had not ended when the row was made
 * @param file name below {@code artifacts/costs}
 */
record StoredReceipt(long seq, String receiptId, boolean open, String file, ReceiptText text) {}
