package dev.haios.monitor.eviction;

import java.util.function.Function;

/** What became of one eviction. */
public sealed interface Result {

    /**
     * The registry answered.
     *
     * @param raised whether an alert was raised by it
     */
    record Settled(boolean raised) implements Result {}

    /** The registry could not be asked, or its answer was lost; the intent stays. */
    record Open(String reason) implements Result {}

    /** Alerts raised, 0 or 1; an open one is thrown as what {@code away} makes of its reason. */
    default int raisedOr(Function<String, ? extends RuntimeException> away) {
        return switch (this) {
            case Settled(var raised) -> raised ? 1 : 0;
            case Open(var reason) -> throw away.apply(reason);
        };
    }
}
