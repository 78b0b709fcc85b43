package dev.haios.events.publish;

/**
 * The answer to one published event.
 *
 * @param status always {@code broadcasted}
 * @param seq its number
 * @param duplicate whether the event was known by its id, so that nothing was added; {@code seq} is
 *     then that of the first delivery
 */
record Broadcast(String status, long seq, long epoch, String eventId, boolean duplicate) {}
