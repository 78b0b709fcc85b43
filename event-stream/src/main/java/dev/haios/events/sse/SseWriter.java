package dev.haios.events.sse;

import dev.haios.contracts.schema.Wire;
import dev.haios.events.fanout.Delivery;
import dev.haios.events.fanout.Delivery.Closed;
import dev.haios.events.fanout.Delivery.Events;
import dev.haios.events.fanout.Delivery.Gap;
import dev.haios.events.fanout.Delivery.Quiet;
import dev.haios.events.fanout.Delivery.Woken;
import dev.haios.events.fanout.Hub;
import dev.haios.events.fanout.Subscriber;
import dev.haios.events.fanout.Transport;
import dev.haios.kit.web.SseStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Writes one response until its client has gone or the service stops. */
final class SseWriter {

    private static final Logger LOG = LoggerFactory.getLogger(SseWriter.class);
    private static final byte[] HELLO = ascii("retry: 2000\n: connected\n\n");
    private static final byte[] KEEP_ALIVE = ascii(": keep-alive\n\n");

    private final Hub hub;
    private final Subscriber subscriber;
    private final HttpServletResponse response;

    SseWriter(Hub hub, Subscriber subscriber, HttpServletResponse response) {
        this.hub = hub;
        this.subscriber = subscriber;
        this.response = response;
    }

    void run() {
        try {
            SseStream.begin(response);
            var out = response.getOutputStream();
            out.write(HELLO);
            out.flush();
            deliver(out);
        } catch (IOException e) {
            LOG.debug("client disconnected: {}", e.getMessage());
        } catch (DataAccessException e) {
            // The headers are out; ending the stream makes the client come back with its last id.
            LOG.warn("stream ended, the log cannot be read: {}", e.toString());
        }
    }

    private void deliver(ServletOutputStream out) throws IOException {
        while (write(out, subscriber.next(hub.settings().keepAlive()))) {
            out.flush();
        }
    }

    /** Whether there may be more. */
    private boolean write(ServletOutputStream out, Delivery delivery) throws IOException {
        switch (delivery) {
            case Events(var frames) -> {
                for (var frame : frames) {
                    out.write(frame.sse());
                }
                hub.written(Transport.SSE, frames.getFirst());
            }
            case Gap gap -> out.write(text(gap));
            case Quiet() -> out.write(KEEP_ALIVE);
            case Woken() -> {
                // Has taken up its subscription.
            }
            case Closed() -> {
                return false;
            }
        }
        return true;
    }

    /** Its id is the last number it speaks of: whoever resumes behind it is not told twice. */
    private byte[] text(Gap gap) {
        return ("id: "
                        + hub.epoch()
                        + "-"
                        + gap.toSeq()
                        + "\nevent: gap\ndata: "
                        + Wire.mapper().writeValueAsString(gap)
                        + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
