package dev.haios.kit.events;

import dev.haios.contracts.event.Event;
import dev.haios.contracts.schema.RawJson;
import java.util.List;

/**
 * A table that holds durable events in the order they happened. The kit's own outbox is one; where
 * a service's change log or receipts hold its events already, that table is another, and nothing is
 * written twice.
 */
public interface OutboxSource {

    /** Names the cursor kept for this source; never change it. */
    String name();

    /**
     * Entries behind a position, oldest first; called within {@code store.read}.
     *
     * @param position of the last entry delivered, 0 at first
     * @param limit most entries to answer
     */
    List<Entry> after(long position, int limit);

    /**
     * Called in the transaction that moves the cursor; an outbox that serves no other purpose drops
     * what was delivered.
     */
    default void delivered(long position) {}

    /**
     * One durable event at its place.
     *
     * @param position grows with every entry, gaps allowed
     * @param event as the wire writes an {@link Event}, with an {@code event_id} that stays the
     *     same at every delivery
     */
    record Entry(long position, RawJson event) {}
}
