package dev.haios.events.log;

import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the log.
 *
 * @param eventId by which a repeated delivery is recognised
 * @param body the flat event as one JSON object without {@code seq} and {@code epoch}, never empty
 */
public record NewEvent(
        String eventId,
        String eventType,
        @Nullable String agent,
        @Nullable String runId,
        String body) {}
