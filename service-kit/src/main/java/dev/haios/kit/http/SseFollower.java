package dev.haios.kit.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one server-sent event stream on a virtual thread of its own, reconnecting for as long as
 * it lives. The listener is called on that thread, one message after the other.
 *
 * <p>A stream that is silent for longer than its server's keep-alive is taken for dead: a network
 * that was cut says nothing, so silence is all there is to hear.
 */
public final class SseFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SseFollower.class);

    private final SseClient client;
    private final String name;
    private final Function<@Nullable String, URI> address;
    private final Listener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Backoff backoff = new Backoff(Duration.ofSeconds(5));
    private volatile @Nullable HttpGet current;
    private @Nullable String lastId;
    private boolean lost;

    /** Hears what happens on the stream. */
    public interface Listener {

        /** The stream is open; what was missed has to be asked for now if ids do not cover it. */
        void connected();

        void message(Message message);

        /** The stream broke or could not be opened; called once per loss. */
        void disconnected();
    }

    /**
     * One message.
     *
     * @param id as the server numbered it, if it did
     * @param event its type, {@code message} when the server gave none
     */
    public record Message(@Nullable String id, String event, String data) {}

    SseFollower(
            SseClient client,
            String name,
            Function<@Nullable String, URI> address,
            Listener listener) {
        this.client = client;
        this.name = name;
        this.address = address;
        this.listener = listener;
    }

    /** Starts following; returns at once. */
    public SseFollower start() {
        Thread.ofVirtual().name("follow-" + name).start(this::follow);
        return this;
    }

    private void follow() {
        while (closed.getCount() > 0) {
            try {
                connect();
                LOG.debug("stream {} ended", name);
            } catch (IOException | RuntimeException | Error e) {
                // This is the thread's outermost loop: nobody else would hear of a listener's
                // error.
                if (!lost && closed.getCount() > 0) {
                    LOG.warn("stream {} lost, reconnecting: {}", name, e.toString());
                }
            }
            if (closed.getCount() > 0) {
                loseOnce();
                pause(backoff.next());
            }
        }
    }

    private void loseOnce() {
        if (!lost) {
            lost = true;
            listener.disconnected();
        }
    }

    private void connect() throws IOException {
        var request = new HttpGet(address.apply(lastId));
        request.setConfig(
                RequestConfig.custom().setResponseTimeout(Timeout.of(client.silence())).build());
        request.setHeader("Accept", "text/event-stream");
        if (lastId != null) {
            request.setHeader("Last-Event-ID", lastId);
        }
        if (client.token() != null) {
            request.setHeader("Authorization", "Bearer " + client.token());
        }
        current = request;
        client.http()
                .execute(
                        request,
                        response -> {
                            read(response);
                            return null;
                        });
    }

    private void read(ClassicHttpResponse response) throws IOException {
        if (response.getCode() != 200) {
            throw new IOException("status " + response.getCode());
        }
        if (lost) {
            LOG.info("stream {} connected again", name);
        }
        lost = false;
        backoff.reset();
        listener.connected();
        var lines =
                new BufferedReader(
                        new InputStreamReader(
                                response.getEntity().getContent(), StandardCharsets.UTF_8));
        String id = null;
        String event = "message";
        var data = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    listener.message(new Message(id, event, data.substring(1)));
                    lastId = id == null ? lastId : id;
                }
                event = "message";
                data.setLength(0);
            } else if (line.startsWith("id:")) {
                id = value(line, 3);
            } else if (line.startsWith("event:")) {
                event = value(line, 6);
            } else if (line.startsWith("data:")) {
                data.append('\n').append(value(line, 5));
            }
        }
    }

    private static String value(String line, int from) {
        return line.startsWith(" ", from) ? line.substring(from + 1) : line.substring(from);
    }

    private void pause(Duration pause) {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("stream {} no longer followed", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        var request = current;
        if (request != null) {
            request.abort();
        }
    }
}
