package dev.haios.events.ws;

import dev.haios.events.fanout.Hub;
import dev.haios.events.fanout.Subscriber;
import dev.haios.events.fanout.Transport;
import dev.haios.kit.web.ProblemException;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: joins the hub when it opens, leaves when it closes. */
final class WsEndpoint extends Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(WsEndpoint.class);

    /** Tomcat's word for how long a blocking write may make no progress. */
    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private final Hub hub;
    private final WsSettings settings;
    private volatile @Nullable Subscriber subscriber;

    WsEndpoint(Hub hub, WsSettings settings) {
        this.hub = hub;
        this.settings = settings;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        int maxFrame = Math.toIntExact(settings.maxFrameBytes().toBytes());
        session.setMaxTextMessageBufferSize(maxFrame);
        session.setMaxBinaryMessageBufferSize(maxFrame);
        session.getUserProperties().put(SEND_TIMEOUT, settings.sendTimeout().toMillis());
        Subscriber joined;
        try {
            joined = hub.join(Transport.WS);
        } catch (ProblemException full) {
            WsWriter.close(
                    session, new CloseReason(CloseCodes.TRY_AGAIN_LATER, "too many clients"));
            return;
        }
        subscriber = joined;
        var client = new WsClient(hub, joined);
        session.addMessageHandler(String.class, new TextFrames(client));
        session.addMessageHandler(ByteBuffer.class, new BinaryFrames(client));
        Thread.ofVirtual().name("ws-" + session.getId()).start(new WsWriter(hub, client, session));
    }

    private record TextFrames(WsClient client) implements MessageHandler.Whole<String> {
        @Override
        public void onMessage(String text) {
            client.receive(text);
        }
    }

    private record BinaryFrames(WsClient client) implements MessageHandler.Whole<ByteBuffer> {
        @Override
        public void onMessage(ByteBuffer bytes) {
            client.receiveBinary();
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        var joined = subscriber;
        if (joined != null) {
            joined.close();
        }
    }

    @Override
    public void onError(Session session, Throwable failure) {
        LOG.debug("client {} failed: {}", session.getId(), failure.toString());
    }
}
