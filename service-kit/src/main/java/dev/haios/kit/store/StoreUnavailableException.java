package dev.haios.kit.store;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * The store could not keep a promise it was asked for: nothing was acknowledged and nothing of the
 * unit will be found in the store, except after {@link Reason#IO}, where a write that failed half
 * way may still turn up after a crash. Answer with 503; the store recovers by itself once the cause
 * is gone.
 */
public final class StoreUnavailableException extends TransientDataAccessResourceException {

    private final Reason reason;

    StoreUnavailableException(Reason reason, String message, @Nullable Throwable cause) {
        super(message);
        this.reason = reason;
        if (cause != null) {
            initCause(cause);
        }
    }

    /** Any failure as one of the store's; itself if it is one. */
    static StoreUnavailableException of(@Nullable Throwable failure) {
        return failure instanceof StoreUnavailableException unavailable
                ? unavailable
                : new StoreUnavailableException(Reason.OTHER, String.valueOf(failure), failure);
    }

    /** Why, in the words metrics use. */
    public Reason reason() {
        return reason;
    }

    /** The same failure for one more caller: a throwable is never shared between threads. */
    StoreUnavailableException again() {
        return new StoreUnavailableException(reason, String.valueOf(getMessage()), this);
    }

    /** What keeps the store from working. */
    public enum Reason {
        /** No space left, or a quota reached. */
        FULL,
        /** The device or the file system reported an error. */
        IO,
        /** The file or its file system may not be written. */
        READ_ONLY,
        /** Another process held the file's lock for longer than the busy timeout. */
        BUSY,
        /** The file is not a sound database any more. */
        CORRUPT,
        /** The file was removed, moved or replaced while the service had it open. */
        REPLACED,
        /** A unit ended the transaction it ran in. */
        TRANSACTION_LOST,
        /** The writer does not answer, for instance because the device hangs. */
        STALLED,
        /** The store is closed. */
        CLOSED,
        /** The waiting thread was interrupted before its unit's turn came. */
        INTERRUPTED,
        /** Anything else the database refused. */
        OTHER;

        /** What a person can do about it, as a sentence. */
        public String advice() {
            return switch (this) {
                case FULL -> "Its disk is full: free some space.";
                case IO -> "Its disk reports errors or is out of reach: look at the disk.";
                case READ_ONLY -> "Its file or disk is read-only: make it writable.";
                case BUSY -> "Another process holds its file: end that process.";
                case CORRUPT -> "Its file is damaged: stop the service and restore a back-up.";
                case REPLACED ->
                        "Its file was removed or replaced: put it back, or restart the service.";
                case STALLED -> "Its disk does not answer: look at the disk.";
                case TRANSACTION_LOST, CLOSED, INTERRUPTED, OTHER ->
                        "The service's log has the cause.";
            };
        }

        /** Lower case, as metric labels and health bodies show it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
