package dev.haios.kit.events;

import dev.haios.contracts.event.Event;
import dev.haios.kit.http.Backoff;
import dev.haios.kit.peers.EventStreamClient;
import dev.haios.kit.peers.Reply.Answer;
import dev.haios.kit.peers.Reply.Refused;
import dev.haios.kit.peers.Reply.Unreachable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ephemeral events on their way to the stream. A publisher never waits: when the ring is full the
 * oldest event makes room and is counted. A batch is tried once; what the stream cannot take now is
 * worth nothing later.
 */
final class EphemeralRing {

    private static final Logger LOG = LoggerFactory.getLogger(EphemeralRing.class);

    private final ArrayDeque<Event> waiting = new ArrayDeque<>();
    private final int capacity;
    private final int batchSize;
    private final AtomicLong dropped = new AtomicLong();
    private final EventStreamClient stream;
    private final Bell bell;
    private final Backoff backoff;

    EphemeralRing(EventStreamClient stream, Bell bell, EventSettings settings) {
        this.stream = stream;
        this.bell = bell;
        this.capacity = settings.ringCapacity();
        this.batchSize = settings.batchSize();
        this.backoff = new Backoff(settings.maxBackoff());
    }

    void add(Event event) {
        synchronized (waiting) {
            if (waiting.size() == capacity) {
                waiting.removeFirst();
                dropped.incrementAndGet();
            }
            waiting.addLast(event);
        }
        bell.ring();
    }

    long dropped() {
        return dropped.get();
    }

    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** Runs until the bell is closed. */
    void run() {
        long rung = bell.count();
        while (!bell.isClosed()) {
            var batch = take();
            if (batch.isEmpty()) {
                rung = bell.await(rung, Duration.ofSeconds(1));
            } else {
                sendOrDrop(batch);
            }
        }
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

    private void send(List<Event> batch) {
        switch (stream.publish(batch)) {
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

    private List<Event> take() {
        synchronized (waiting) {
            var batch = new ArrayList<Event>(Math.min(batchSize, waiting.size()));
            while (batch.size() < batchSize && !waiting.isEmpty()) {
                batch.add(waiting.removeFirst());
            }
            return batch;
        }
    }
}
