package dev.haios.kit.events;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts and ends the threads that deliver events. */
final class EventsLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventsLifecycle.class);
    private static final long JOIN_MS = 2_000;

    private final boolean enabled;
    private final Bell bell;
    private final EphemeralRing ring;
    private final List<OutboxRelay> relays;
    private final List<Thread> threads = new ArrayList<>();

    EventsLifecycle(boolean enabled, Bell bell, EphemeralRing ring, List<OutboxRelay> relays) {
        this.enabled = enabled;
        this.bell = bell;
        this.ring = ring;
        this.relays = List.copyOf(relays);
    }

    @Override
    public void start() {
        if (!enabled) {
            return;
        }
        threads.add(Thread.ofVirtual().name("events-ring").start(ring::run));
        relays.forEach(
                relay -> threads.add(Thread.ofVirtual().name("events-outbox").start(relay::run)));
    }

    @Override
    public void stop() {
        bell.close();
        ring.close();
        for (var thread : threads) {
            try {
                thread.join(JOIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                LOG.info("stopping without waiting for event delivery");
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }
}
