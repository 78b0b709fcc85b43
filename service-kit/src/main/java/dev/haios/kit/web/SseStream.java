package dev.haios.kit.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * One client of a server-sent event stream: a bounded queue that publishers fill without ever
 * waiting, and a writer that runs on the request's own virtual thread until the client is gone.
 *
 * <p>A client that cannot keep up is told so: once {@link #offer} has refused a frame the queue
 * takes no more, the frames already queued are delivered, and the stream ends with the {@code
 * overflow} frame given to {@link #run}, so that the client knows it has to catch up.
 */
public final class SseStream {

    /** How soon a stream notices that its service stops. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final BlockingQueue<Frame> queue;
    private final Duration keepAlive;
    private volatile boolean overflowed;
    private volatile boolean closed;

    /**
     * One message of the stream.
     *
     * @param id what a reconnecting client sends back as {@code Last-Event-ID}
     * @param event the message's type
     * @param data one line of text, usually JSON
     */
    public record Frame(@Nullable String id, String event, String data) {

        byte[] bytes() {
            var text = new StringBuilder(data.length() + 64);
            if (id != null) {
                text.append("id: ").append(id).append('\n');
            }
            text.append("event: ").append(event).append('\n');
            data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
            return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * An open stream.
     *
     * @param capacity how many frames may wait for this client
     * @param keepAlive longest silence
     */
    SseStream(int capacity, Duration keepAlive) {
        queue = new ArrayBlockingQueue<>(capacity);
        this.keepAlive = keepAlive;
    }

    /** Queues a frame; false when the client is too far behind and this one was not taken. */
    public boolean offer(Frame frame) {
        if (overflowed || closed) {
            return false;
        }
        if (!queue.offer(frame)) {
            overflowed = true;
            return false;
        }
        return true;
    }

    /** Ends the stream after what is queued; used when the service stops. */
    public void close() {
        closed = true;
    }

    /** Frames waiting to be written. */
    public int queued() {
        return queue.size();
    }

    /**
     * Writes until the client disconnects, the stream is closed, or it has overflowed and its queue
     * is drained.
     *
     * @param overflow told to a client that was too slow, before its stream ends
     */
    public void run(HttpServletResponse response, Frame overflow) throws IOException {
        begin(response);
        var out = response.getOutputStream();
        long idleSince = System.nanoTime();
        while (true) {
            var frame = next(keepAlive.toNanos() - (System.nanoTime() - idleSince));
            if (frame != null) {
                out.write(frame.bytes());
                for (var more = queue.poll(); more != null; more = queue.poll()) {
                    out.write(more.bytes());
                }
                out.flush();
                idleSince = System.nanoTime();
            } else if (overflowed) {
                out.write(overflow.bytes());
                out.flush();
                return;
            } else if (closed) {
                return;
            } else if (System.nanoTime() - idleSince >= keepAlive.toNanos()) {
                // Finds out about clients that vanished, and keeps proxies from closing the stream.
                out.write(": keep-alive\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                idleSince = System.nanoTime();
            }
        }
    }

    private @Nullable Frame next(long untilKeepAliveNanos) throws IOException {
        try {
            return queue.poll(Math.min(LOOK_NANOS, untilKeepAliveNanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stream interrupted", e);
        }
    }

    /** Sends the headers that turn the response into an event stream. */
    public static void begin(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        response.flushBuffer();
    }

    /** Writes one frame at once, for streams that need no queue. */
    public static void send(HttpServletResponse response, Frame frame) throws IOException {
        response.getOutputStream().write(frame.bytes());
        response.getOutputStream().flush();
    }
}
