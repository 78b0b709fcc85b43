package dev.haios.router.version;

import dev.haios.contracts.schema.Wire;
import dev.haios.kit.web.SseAudience;
import dev.haios.kit.web.SseStream;
import dev.haios.kit.web.SseStream.Frame;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Pushes the newest version to everyone who watches. Whoever changes something never waits: one
 * thread sends, at once when nothing was sent lately, else everything since the last push as one
 * frame, because only the newest version counts.
 */
@Component
final class Announcer implements SmartLifecycle {

    /** More than one frame waits only while a client does not read at all. */
    private static final int CAPACITY = 64;

    private final SseAudience audience;
    private final WatchSettings settings;
    private final Set<SseStream> watchers = ConcurrentHashMap.newKeySet();
    private final Semaphore changed = new Semaphore(0);
    private volatile News latest = new News(0, Change.START);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Thread sender;

    Announcer(SseAudience audience, WatchSettings settings, MeterRegistry meters) {
        this.audience = audience;
        this.settings = settings;
        Gauge.builder("haios_router_watchers", watchers, Set::size)
                .description("Clients that follow the routing version")
                .register(meters);
    }

    private record News(long version, Change why) {

        Frame frame(String event) {
            return new Frame(
                    Long.toString(version),
                    event,
                    Wire.mapper()
                            .writeValueAsString(
                                    Map.of("version", version, "change", Wire.word(why))));
        }
    }

    synchronized void announce(long version, Change why) {
        // Two changes may arrive in the other order; the older one has nothing to add.
        if (version > latest.version()) {
            latest = new News(version, why);
            changed.release();
        }
    }

    /** Opens a stream that hears of every change after this call. */
    SseStream join() {
        var stream = audience.join(CAPACITY);
        watchers.add(stream);
        return stream;
    }

    void leave(SseStream stream) {
        watchers.remove(stream);
        audience.leave(stream);
    }

    /** The first frame of a stream: where things stand. */
    static Frame hello(long version) {
        return new News(version, Change.START).frame("hello");
    }

    /** Told to a client that did not read for so long that it has to begin again. */
    static Frame overflow(long version) {
        return new News(version, Change.RELOAD).frame("reset");
    }

    private void send() {
        try {
            do {
                changed.acquire();
                changed.drainPermits();
                var frame = latest.frame("version");
                watchers.forEach(watcher -> watcher.offer(frame));
            } while (!stopped.await(settings.coalesce().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        sender = Thread.ofVirtual().name("announce-version").start(this::send);
    }

    @Override
    public void stop() {
        stopped.countDown();
        var thread = sender;
        if (thread != null) {
            thread.interrupt();
        }
        sender = null;
    }

    @Override
    public boolean isRunning() {
        return sender != null;
    }
}
