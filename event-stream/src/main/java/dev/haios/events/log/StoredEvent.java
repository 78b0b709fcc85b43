package dev.haios.events.log;

import org.jspecify.annotations.Nullable;

/**
 * An event of the log.
 *
 * @param seq its number; later events have larger ones, gaps are possible
 * @param storedAtMs when it was stored, Unix time in milliseconds
 * @param json the flat event as one line of JSON, beginning with {@code seq} and {@code epoch}
 */
public record StoredEvent(
        long seq,
        String eventType,
        @Nullable String agent,
        @Nullable String runId,
        long storedAtMs,
        String json) {

    static StoredEvent of(long epoch, long seq, long storedAtMs, NewEvent event) {
        return new StoredEvent(
                seq,
                event.eventType(),
                event.agent(),
                event.runId(),
                storedAtMs,
                numbered(epoch, seq, event.body()));
    }

    static String numbered(long epoch, long seq, String body) {
        return "{\"seq\":" + seq + ",\"epoch\":" + epoch + "," + body.substring(1);
    }
}
