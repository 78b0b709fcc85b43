package dev.haios.kit.events;

import dev.haios.contracts.event.Event;
import dev.haios.kit.home.ServiceIdentity;
import dev.haios.kit.trace.TraceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to the event stream. Neither way ever waits for the stream. Fills in what the caller
 * left open: event id, time, source and trace. Thread-safe.
 */
public final class EventPublisher {

    private final ServiceIdentity identity;
    private final Clock clock;
    private final EphemeralRing ring;
    private final Bell bell;
    private final @Nullable OutboxTable outbox;

    EventPublisher(
            ServiceIdentity identity,
            Clock clock,
            EphemeralRing ring,
            Bell bell,
            @Nullable OutboxTable outbox) {
        this.identity = identity;
        this.clock = clock;
        this.ring = ring;
        this.bell = bell;
        this.outbox = outbox;
    }

    /**
     * Ephemeral: may be dropped, oldest first, when the stream cannot keep up. The event is built
     * on the sending thread, and only if it is sent; time and trace are those of this call.
     *
     * @param about names what the event tells the state of: a later one about the same thing takes
     *     its place while it waits
     */
    public void emit(String about, Supplier<Event> event) {
        var now = clock.instant();
        var trace = TraceContext.traceId();
        ring.add(about, () -> complete(event.get(), now, trace));
    }

    /**
     * Durable: call it inside {@code store.write}, in the unit of work whose change it describes;
     * it is delivered at least once, in commit order, however long the stream is away.
     *
     * @throws IllegalStateException in a service without a store
     */
    public void record(Event event) {
        if (outbox == null) {
            throw new IllegalStateException("durable events need a store");
        }
        outbox.add(complete(event, clock.instant(), TraceContext.traceId()));
        bell.ring();
    }

    /** Says that an {@link OutboxSource} has something new; call it after the commit. */
    public void announce() {
        bell.ring();
    }

    private Event complete(Event event, Instant now, @Nullable String trace) {
        return event.completed(UUID.randomUUID().toString(), now, identity.name(), trace);
    }
}
