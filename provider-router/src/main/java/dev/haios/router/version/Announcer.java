package dev.haios.router.version;

import dev.haios.contracts.schema.Wire;
import dev.haios.kit.web.SseAudience;
import dev.haios.kit.web.SseStream;
import dev.haios.kit.web.SseStream.Frame;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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
    private final Map<SseStream, Long> watchers = new ConcurrentHashMap<>();
    private final Semaphore changed = new Semaphore(0);
    private volatile News latest = new News(0, Change.START);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Thread sender;

    Announcer(SseAudience audience, WatchSettings settings, MeterRegistry meters) {
        this.audience = audience;
        this.settings = settings;
        Gauge.builder("haios_router_watchers", watchers, Map::size)
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

    /** Opens a stream that begins with where things stand and hears of every change after. */
    SseStream join(LongSupplier version) {
        var stream = audience.join(CAPACITY);
        watchers.put(stream, 0L);
        // Read once it hears of changes: one in between is pushed as well, and none is lost.
        long now = version.getAsLong();
        stream.offer(new News(now, Change.START).frame("hello"));
        watchers.put(stream, now);
        return stream;
    }

    void leave(SseStream stream) {
        watchers.remove(stream);
        audience.leave(stream);
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
                push(latest);
            } while (!stopped.await(settings.coalesce().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void push(News news) {
        var frame = news.frame("version");
        watchers.forEach((watcher, knows) -> {
            if (news.version() > knows) {
                watcher.offer(frame);
            }
        });
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
