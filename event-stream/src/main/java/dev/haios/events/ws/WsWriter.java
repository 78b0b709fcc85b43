package dev.haios.events.ws;

import dev.haios.events.fanout.Delivery.Closed;
import dev.haios.events.fanout.Delivery.Events;
import dev.haios.events.fanout.Delivery.Gap;
import dev.haios.events.fanout.Delivery.Quiet;
import dev.haios.events.fanout.Delivery.Woken;
import dev.haios.events.fanout.Hub;
import dev.haios.events.fanout.Transport;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The only thread that writes to one client. Whatever is ready goes out in one flush; a client that
 * takes nothing blocks this thread and no other.
 */
final class WsWriter implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(WsWriter.class);

    private final Hub hub;
    private final WsClient client;
    private final Session session;

    WsWriter(Hub hub, WsClient client, Session session) {
        this.hub = hub;
        this.client = client;
        this.session = session;
    }

    @Override
    public void run() {
        var reason = new CloseReason(CloseCodes.UNEXPECTED_CONDITION, "the connection broke");
        try (var _ = client.subscriber()) {
            reason = write();
        } catch (IOException | IllegalStateException e) {
            // Gone, or not reading for longer than the send timeout.
            LOG.debug("client {} disconnected: {}", session.getId(), e.toString());
        } catch (DataAccessException e) {
            LOG.warn(
                    "client {} dropped, the log cannot be read: {}", session.getId(), e.toString());
            reason = new CloseReason(CloseCodes.TRY_AGAIN_LATER, "the log cannot be read");
        } finally {
            close(session, reason);
        }
    }

    private CloseReason write() throws IOException {
        var remote = session.getBasicRemote();
        remote.setBatchingAllowed(true);
        while (true) {
            for (var reply = client.nextReply(); reply != null; reply = client.nextReply()) {
                remote.sendText(reply);
            }
            remote.flushBatch();
            var refused = client.refused();
            if (refused != null) {
                return refused;
            }
            switch (client.subscriber().next(hub.settings().keepAlive())) {
                case Events(var frames) -> {
                    for (var message : Replies.events(frames)) {
                        remote.sendText(message);
                    }
                    remote.flushBatch();
                    hub.written(Transport.WS, frames.getFirst());
                }
                case Gap gap -> remote.sendText(Replies.gap(gap));
                case Quiet() -> ping(remote);
                case Woken() -> {
                    // An answer waits, or a subscription was taken up.
                }
                case Closed() -> {
                    return new CloseReason(CloseCodes.GOING_AWAY, "the service stops");
                }
            }
        }
    }

    /** Finds out about clients that vanished, and keeps proxies from closing the connection. */
    private static void ping(RemoteEndpoint.Basic remote) throws IOException {
        remote.sendPing(ByteBuffer.allocate(0));
    }

    static void close(Session session, CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | IllegalStateException e) {
            LOG.debug("client {} was gone already: {}", session.getId(), e.toString());
        }
    }
}
