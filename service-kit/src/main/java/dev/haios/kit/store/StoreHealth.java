package dev.haios.kit.store;

import dev.haios.kit.store.StoreUnavailableException.Reason;

/** Whether a write would be kept at this moment. */
public sealed interface StoreHealth {

    /** A write was committed a moment ago. */
    record Writable() implements StoreHealth {}

    /**
     * Writes fail.
     *
     * @param reason what keeps the store from working
     * @param detail one sentence for an operator
     */
    record Unwritable(Reason reason, String detail) implements StoreHealth {}
}
