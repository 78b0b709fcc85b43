package dev.haios.kit.store;

import dev.haios.kit.store.StoreUnavailableException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds out whether the store takes writes: from the last commit while that is fresh, else by a
 * write of its own. Callers that ask together share one such write.
 */
final class HealthProbe {

    /** Below the five seconds that health checks usually allow. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** After a full disk there must be room for this much, or it would be full again at once. */
    private static final String ROOM = "x".repeat(64 * 1024);

    private final Store store;
    private final Pulse pulse;
    private final Duration age;
    private CompletableFuture<Integer> latest = CompletableFuture.completedFuture(0);

    HealthProbe(Store store, Pulse pulse, Duration age) {
        this.store = store;
        this.pulse = pulse;
        this.age = age;
    }

    /** Whether the last write failed, without trying another. */
    boolean isFailing() {
        return pulse.isFailing();
    }

    StoreHealth check() {
        if (pulse.isFresh(age)) {
            return new StoreHealth.Writable();
        }
        try {
            write().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            pulse.proven();
            return new StoreHealth.Writable();
        } catch (StoreUnavailableException e) {
            return unwritable(e);
        } catch (ExecutionException e) {
            return unwritable(StoreUnavailableException.of(e.getCause()));
        } catch (StoreOverloadedException | TimeoutException e) {
            return new StoreHealth.Unwritable(
                    Reason.STALLED, "the writer has not answered for a while");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new StoreHealth.Unwritable(Reason.INTERRUPTED, "interrupted while trying");
        }
    }

    private synchronized CompletableFuture<Integer> write() {
        if (latest.isDone()) {
            var room = pulse.isFull() ? ROOM : "";
            latest = store.submit(() -> rewrite(room), rows -> {});
        }
        return latest;
    }

    private int rewrite(String room) {
        return store.jdbc()
                .sql("update store_probe set writes = writes + 1, room = ? where id = 1")
                .param(room)
                .update();
    }

    private static StoreHealth unwritable(StoreUnavailableException e) {
        return new StoreHealth.Unwritable(e.reason(), String.valueOf(e.getMessage()));
    }
}
