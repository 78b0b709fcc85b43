package dev.haios.events.publish;

/**
 * The answer to a batch.
 *
 * @param accepted events that were new
 * @param duplicates events that were known, or repeated within the batch
 * @param lastSeq the last number given out
 */
record BatchReply(int accepted, int duplicates, long lastSeq, long epoch) {}
