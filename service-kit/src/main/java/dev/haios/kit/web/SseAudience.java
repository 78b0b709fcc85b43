package dev.haios.kit.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;

/**
 * All open event streams of this process, so that a stopping service ends them instead of waiting
 * for clients that will never hang up. Thread-safe.
 */
public final class SseAudience implements SmartLifecycle {

    private final Set<SseStream> streams = ConcurrentHashMap.newKeySet();
    private final Duration keepAlive;
    private volatile boolean running;

    SseAudience(Duration keepAlive) {
        this.keepAlive = keepAlive;
    }

    /** Opens a stream that is closed with the service; pair it with {@link #leave}. */
    public SseStream join(int capacity) {
        var stream = new SseStream(capacity, keepAlive);
        streams.add(stream);
        return stream;
    }

    public void leave(SseStream stream) {
        streams.remove(stream);
    }

    /** Streams open now. */
    public int size() {
        return streams.size();
    }

    /** Frames that wait for the slowest client. */
    int mostQueued() {
        return streams.stream().mapToInt(SseStream::queued).max().orElse(0);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        streams.forEach(SseStream::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server's graceful shutdown begins to wait for requests to end. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
