package dev.haios.kit.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads will do. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Eventually() {}

    /**
     * Looks again every few milliseconds until the condition holds.
     *
     * @throws AssertionError when it does not within 20 s
     */
    public static void eventually(String what, BooleanSupplier condition) {
        eventually(what, PATIENCE, condition);
    }

    /**
     * Looks again every few milliseconds until the condition holds.
     *
     * @throws AssertionError when it does not in time
     */
    public static void eventually(String what, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still not so after " + patience + ": " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
