package dev.haios.kit.events;

import dev.haios.contracts.event.Event;
import dev.haios.contracts.schema.RawJson;
import dev.haios.kit.http.Backoff;
import dev.haios.kit.peers.EventStreamClient;
import dev.haios.kit.peers.Reply.Answer;
import dev.haios.kit.peers.Reply.Refused;
import dev.haios.kit.peers.Reply.Unreachable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ephemeral events on their way to the stream. A publisher never waits: when the ring is full the
 * oldest event makes room and is counted. A batch is tried once; what the stream cannot take now is
 * worth nothing later.
 *
 * <p>Of several events about the same thing that wait together only the latest is sent, in the
 * place of the first. After a full batch the sender rests, so that a flood of beats costs the fleet
 * no more than so many events a second: what it waits for grows newer meanwhile, not longer.
 */
final class EphemeralRing {

    /** With batches of 500, at most 2,500 events a second. */
    private static final Duration REST = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(EphemeralRing.class);

    private final LinkedHashMap<String, Supplier<Event>> waiting = new LinkedHashMap<>();
    private final int capacity;
    private final int batchSize;
    private final Duration linger;
    private final AtomicLong dropped = new AtomicLong();
    private final EventStreamClient stream;

    /** Its own: the outboxes need not wake for every heartbeat. */
    private final Bell bell = new Bell();

    private final Backoff backoff;

    EphemeralRing(EventStreamClient stream, EventSettings settings) {
        this.stream = stream;
        this.capacity = settings.ringCapacity();
        this.batchSize = settings.batchSize();
        this.linger = settings.linger();
        this.backoff = new Backoff(settings.maxBackoff());
    }

    void add(String about, Supplier<Event> event) {
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
            if (waiting.put(about, event) == null && waiting.size() > capacity) {
                waiting.pollFirstEntry();
                dropped.incrementAndGet();
            }
        }
        if (first) {
            bell.ring();
        }
    }

    long dropped() {
        return dropped.get();
    }

    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** Runs until it is closed. */
    void run() {
        long rung = bell.count();
        while (!bell.isClosed()) {
            var batch = take();
            if (batch.isEmpty()) {
                rung = bell.await(rung, Duration.ofSeconds(1));
            } else {
                sendOrDrop(built(batch));
            }
            bell.pause(batch.size() < batchSize ? linger : REST);
        }
    }

    void close() {
        bell.close();
    }

    private void sendOrDrop(List<Event> batch) {
        try {
            send(batch);
        } catch (RuntimeException e) {
            // The outermost loop: a batch that cannot be sent must not be the last one tried.
            LOG.error("{} ephemeral events dropped", batch.size(), e);
            dropped.addAndGet(batch.size());
            bell.pause(backoff.next());
        }
    }

    private List<Event> built(List<Supplier<Event>> batch) {
        var events = new ArrayList<Event>(batch.size());
        for (var event : batch) {
            try {
                events.add(event.get());
            } catch (RuntimeException e) {
                // A bug of its publisher, who is long gone: this thread lives for the others.
                LOG.error("an ephemeral event could not be built", e);
                dropped.incrementAndGet();
            }
        }
        return events;
    }

    private void send(List<Event> batch) {
        if (batch.isEmpty()) {
            return;
        }
        switch (stream.publish(batch.stream().map(RawJson::of).toList())) {
            case Answer<?> answer -> backoff.reset();
            case Refused<?> refused -> sendSmaller(batch);
            case Unreachable<?> unreachable -> {
                dropped.addAndGet(batch.size());
                bell.pause(backoff.next());
            }
        }
    }

    /** Too large together, or one of them bad: halves find out which, and cost only that one. */
    private void sendSmaller(List<Event> batch) {
        if (batch.size() == 1) {
            dropped.incrementAndGet();
            return;
        }
        int half = batch.size() / 2;
        send(batch.subList(0, half));
        send(batch.subList(half, batch.size()));
    }

    private List<Supplier<Event>> take() {
        synchronized (waiting) {
            var batch = new ArrayList<Supplier<Event>>(Math.min(batchSize, waiting.size()));
            while (batch.size() < batchSize && !waiting.isEmpty()) {
                batch.add(waiting.pollFirstEntry().getValue());
            }
            return batch;
        }
    }
}
