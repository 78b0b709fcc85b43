package dev.haios.events.log;

import java.util.List;

/**
 * A part of the log as one snapshot shows it.
 *
 * @param events ascending
 * @param through everything up to this number has been looked at: where to go on
 * @param lastSeq the last number given out
 */
public record Page(List<StoredEvent> events, long through, long lastSeq) {}
