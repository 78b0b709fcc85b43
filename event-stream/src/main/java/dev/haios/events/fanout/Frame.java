package dev.haios.events.fanout;

import dev.haios.events.log.StoredEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An event on its way to listeners, with what is worth building only once for all of them. */
public final class Frame {

    private final StoredEvent event;
    private final long epoch;
    private final long arrivedNanos;
    // Built by whoever needs it first; two that race build the same bytes.
    private byte @Nullable [] sse;

    Frame(StoredEvent event, long epoch, long arrivedNanos) {
        this.event = event;
        this.epoch = epoch;
        this.arrivedNanos = arrivedNanos;
    }

    public StoredEvent event() {
        return event;
    }

    long seq() {
        return event.seq();
    }

    /** When it was stored, by the ticker. */
    long arrivedNanos() {
        return arrivedNanos;
    }

    /** Bytes it is taken to occupy: its text dominates. */
    int weight() {
        return event.json().length();
    }

    /** As a server-sent event. The array is shared: do not write to it. */
    public byte[] sse() {
        var known = sse;
        if (known == null) {
            // JSON has no line break outside its texts, and inside they are escaped.
            known =
                    ("id: "
                                    + epoch
                                    + "-"
                                    + event.seq()
                                    + "\nevent: "
                                    + event.eventType()
                                    + "\ndata: "
                                    + event.json()
                                    + "\n\n")
                            .getBytes(StandardCharsets.UTF_8);
            sse = known;
        }
        return known;
    }
}
