package dev.haios.events.fanout;

import java.util.List;

/** What a listener gets next. */
public sealed interface Delivery {

    /**
     * Wanted events, ascending, behind all that came before.
     *
     * @param frames never empty
     */
    record Events(List<Frame> frames) implements Delivery {
        public Events {
            frames = List.copyOf(frames);
        }
    }

    /**
     * Wanted events that will not come; the next ones are newer.
     *
     * @param fromSeq first number it is about
     * @param toSeq last number it is about
     * @param lost how many wanted events lie between; for {@link Reason#EXPIRED} how many numbers
     */
    record Gap(long fromSeq, long toSeq, long lost, Reason reason) implements Delivery {}

    /** Nothing for a while: time for a sign of life. */
    record Quiet() implements Delivery {}

    /** Somebody woke the listener, or changed what it listens to. */
    record Woken() implements Delivery {}

    /** The listener left or the service stops; nothing more will come. */
    record Closed() implements Delivery {}

    /** Why events do not come. */
    enum Reason {
        /** The listener was too slow; {@code GET /events} still has them. */
        SLOW,
        /** They were asked for, but are beyond retention. */
        EXPIRED
    }
}
