package dev.haios.kit.store;

import java.time.Duration;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * More work is waiting than the store can take on. The unit or query was not begun and never will
 * be. Answer with 503 and {@code Retry-After}.
 */
public final class StoreOverloadedException extends TransientDataAccessResourceException {

    StoreOverloadedException(String message) {
        super(message);
    }

    /** When trying again makes sense: a full queue is worked off in about a second. */
    public Duration retryAfter() {
        return Duration.ofSeconds(1);
    }
}
