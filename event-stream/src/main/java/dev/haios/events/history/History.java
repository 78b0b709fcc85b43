package dev.haios.events.history;

import dev.haios.contracts.schema.RawJson;
import java.util.List;

/**
 * A page of stored events.
 *
 * @param events ascending, each with its {@code seq} and {@code epoch}
 * @param lastSeq the last number given out
 * @param nextAfter what to send as {@code after} to go on
 */
record History(List<RawJson> events, long lastSeq, long epoch, long nextAfter) {}
