package dev.haios.kit.time;

/** Monotonic nanoseconds from an arbitrary origin, as {@link System#nanoTime()}. */
@FunctionalInterface
public interface Ticker {

    /** The process's own monotonic clock. */
    Ticker SYSTEM = System::nanoTime;

    /** Nanoseconds; only differences mean anything, and they may overflow as {@code nanoTime}'s. */
    long nanos();
}
